"""How far a message has come survives the process, and what cannot be read is as good as nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hosting.sent import Sent, loaded, sent, stored_sent

known = st.builds(
    Sent,
    st.text(min_size=1),
    st.lists(st.text(min_size=1), max_size=5).map(tuple),
    st.floats(0, 4e9),
    st.text(),
)


@given(known)
def test_what_is_stored_is_known_again(so_far: Sent) -> None:
    assert sent(stored_sent(so_far), so_far.effect) == so_far


@given(known)
def test_of_the_message_before_only_where_it_ended_is_known(so_far: Sent) -> None:
    assert sent(stored_sent(so_far), so_far.effect + "+") == Sent(so_far.effect + "+", before=so_far.before)


@pytest.mark.parametrize(
    "stored", [None, "", "not JSON", "[1]", '"effect"', "7", '{"effect": 7}', '{"parts": 1}']
)
def test_what_cannot_be_read_says_that_nothing_is_out(stored: str | None) -> None:
    assert sent(stored, "e1") == Sent("e1")


@pytest.mark.parametrize("stored", ['{"effect":"e1","parts":["m1",2,null],"tried":"soon","before":3}'])
def test_of_a_trace_that_is_spoilt_what_can_be_read_counts(stored: str) -> None:
    assert sent(stored, "e1") == Sent("e1", ("m1",))


def test_a_part_is_in_doubt_from_the_try_until_it_is_known_where_it_is() -> None:
    tried = Sent("e1", ("m1",), before="m1").begun(1_700.0)
    assert tried.tried
    assert tried.out("m3", "m3") == Sent("e1", ("m1", "m3"), before="m3")
    assert tried.undone() == Sent("e1", ("m1",), before="m1")


def test_looking_further_leaves_the_doubt() -> None:
    tried = Sent("e1", ("m1",), before="m1").begun(1_700.0)
    assert tried.read_to("m2") == Sent("e1", ("m1",), 1_700.0, "m2")


@pytest.mark.parametrize("stored", [None, "", "}", "null", "[]"])
def test_a_trace_that_is_no_object_is_empty(stored: str | None) -> None:
    assert loaded(stored) == {}
