"""Every reader there is, and whatever happens to a file: nothing is raised, and what `holding` demands holds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assessment.evidence.gather import FORMATS
from tests.fuzz.holding import read
from tests.fuzz.hostile import HEADS
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import SEEDS, form_of

EACH = pytest.mark.parametrize("file", SEEDS)
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def test_every_format_has_seeds_and_a_head_for_what_hurts() -> None:
    seeded = {form_of(file).id for file in SEEDS}
    assert {each.id for each in FORMATS} - seeded == set()
    assert {form_of(file).id for file in HEADS} | {"go.sum"} == seeded


@EACH
def test_a_seed_is_read(file: str) -> None:
    for text in SEEDS[file]:
        read(form_of(file), text)


@EACH
@given(data=st.data())
@FEW
def test_whatever_happens_to_a_file_it_is_read_twice_alike(file: str, data: st.DataObject) -> None:
    form, text = form_of(file), data.draw(mutated(SEEDS[file]))
    assert read(form, text) == read(form, text)
