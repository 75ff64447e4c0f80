"""What people see of a plan while it is being written."""

import json
from itertools import pairwise

import pytest

from bot.planning.partial import SHOWN, glimpse

PLAN = json.dumps(
    {"verdict": "migrate", "summary": "Conviene mover el API.", "viability": {"technical": "x"}}
)


def test_the_summary_grows_and_then_stays() -> None:
    seen = [glimpse(PLAN[:end]) for end in range(len(PLAN) + 1)]

    assert all(later.startswith(earlier) for earlier, later in pairwise(seen))
    assert "Conviene mover" in seen
    assert seen[-1] == "Conviene mover el API."


@pytest.mark.parametrize(
    ("so_far", "shown"),
    [
        ("", ""),
        ("Claro, aquí va:", ""),
        ("{", ""),
        ('{"verdict":"migr', ""),
        ('{"verdict":"migrate","advantage_1":"Arranca antes', "Arranca antes"),
        ('```json\n{"verdict":"stay","summary":"Qued', "Qued"),
        ('{"summary": 7', ""),
        ('{"summary": "uno\\ndos', "uno dos"),
        ("{oops", ""),
        ('{"summary":"<@U123> mira https://evil.example/x `ya` @here"', "U123 mira ya here"),
    ],
)
def test_what_is_shown_is_one_plain_line(so_far: str, shown: str) -> None:
    assert glimpse(so_far) == shown


def test_a_long_summary_is_cut_at_a_word() -> None:
    shown = glimpse(json.dumps({"summary": "palabra " * 200}))

    assert len(shown) <= SHOWN + 1
    assert shown.endswith("palabra…")
