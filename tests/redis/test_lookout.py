"""Where work is looked for: once for each thing that became ready, and everywhere once a second."""

import pytest

from adapters.redis.lookout import SWEEP, Lookout

NOW = 5 * SWEEP


@pytest.fixture
def lookout() -> Lookout:
    """Three buckets, all of which were found empty."""
    lookout = Lookout(3)
    assert all_of(lookout) == [0, 1, 2]
    return lookout


def all_of(lookout: Lookout, now: int = NOW) -> list[int]:
    """Who is looked at when nobody finds anything."""
    tried: list[int] = []
    while (bucket := lookout.next(now, tried)) is not None:
        tried.append(bucket)
        lookout.looked(bucket, now, -1)
    return tried


def test_what_is_empty_is_left_alone_for_a_second(lookout: Lookout) -> None:
    assert all_of(lookout, NOW + SWEEP - 1) == []
    assert all_of(lookout, NOW + SWEEP) == [0, 1, 2]


def test_whoever_was_ready_first_comes_first(lookout: Lookout) -> None:
    for bucket in (2, 0, 2):
        lookout.ready(bucket)
    assert all_of(lookout) == [2, 0]
    assert all_of(lookout) == [2]
    assert all_of(lookout) == []


def test_two_hands_do_not_look_for_the_same_thing(lookout: Lookout) -> None:
    lookout.ready(1)
    assert lookout.next(NOW, ()) == 1
    assert lookout.next(NOW, ()) is None
    lookout.ready(1)
    assert lookout.next(NOW, ()) == 1


def test_where_there_is_more_is_looked_at_again(lookout: Lookout) -> None:
    lookout.ready(1)
    assert lookout.next(NOW, ()) == 1
    lookout.looked(1, NOW, 0)
    assert lookout.next(NOW, {1}) is None
    assert lookout.next(NOW, ()) == 1


def test_what_will_be_due_is_looked_for_when_it_is(lookout: Lookout) -> None:
    lookout.sooner(2, NOW + 300)
    lookout.ready(1)
    assert lookout.next(NOW, ()) == 1
    lookout.looked(1, NOW, 200)
    assert all_of(lookout, NOW + 199) == []
    assert all_of(lookout, NOW + 300) == [1, 2]


def test_what_will_be_due_late_waits_for_nobody(lookout: Lookout) -> None:
    lookout.sooner(2, NOW + 100 * SWEEP)
    assert all_of(lookout, NOW + SWEEP) == [0, 1, 2]
