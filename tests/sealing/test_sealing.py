"""What is sealed opens in its place, with its key, unaltered; and in no other case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sealing import Sealed, bound
from bot.ports.sealing import Sealing, Unopened, Unsealed

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
PLACE = ("slack", "acme", "thread-1", "7")


@given(st.binary(), st.lists(st.text(), max_size=5))
def test_what_was_sealed_opens_in_its_place(body: bytes, place: list[str]) -> None:
    vault = Sealed((OLD,))
    assert vault.opened(vault.seal(body, *place), *place) == body


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("discord", "acme", "thread-1", "7"),
        ("slack", "globex", "thread-1", "7"),
        ("slack", "acme", "thread-2", "7"),
        ("slack", "acme", "thread-1", "8"),
        ("slack", "acme", "thread-17"),
        ("slack", "acmethread-1", "", "7"),
    ],
)
def test_elsewhere_it_does_not(elsewhere: tuple[str, ...]) -> None:
    vault = Sealed((OLD,))
    with pytest.raises(Unopened):
        vault.opened(vault.seal(b"ours", *PLACE), *elsewhere)


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_places_are_taken_for_each_other(one: list[str], other: list[str]) -> None:
    assert (bound(one) == bound(other)) == (one == other)


@given(st.data())
def test_altered_by_one_bit_it_opens_no_more(data: st.DataObject) -> None:
    vault = Sealed((OLD,))
    sealed = bytearray(vault.seal(b"a conversation", *PLACE))
    at = data.draw(st.integers(1, len(sealed) - 1))  # the first byte tells sealed from open bodies
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Unopened):
        vault.opened(bytes(sealed), *PLACE)


@pytest.mark.parametrize("length", range(1, 33))
def test_cut_off_it_opens_no_more(length: int) -> None:
    vault = Sealed((OLD,))
    with pytest.raises(Unopened):
        vault.opened(vault.seal(b"a conversation", *PLACE)[:length], *PLACE)


def test_after_a_change_of_keys_old_and_new_open_and_only_the_new_one_seals() -> None:
    before, after = Sealed((OLD,)), Sealed((NEW, OLD))
    assert after.opened(before.seal(b"old", *PLACE), *PLACE) == b"old"
    sealed = after.seal(b"new", *PLACE)
    assert Sealed((NEW,)).opened(sealed, *PLACE) == b"new"
    with pytest.raises(Unopened) as unopened:
        before.opened(sealed, *PLACE)
    assert "new" not in str(unopened.value)


def test_what_was_stored_before_there_was_a_key_opens_as_it_is() -> None:
    assert Sealed((OLD,)).opened(Unsealed().seal(b'{"kind":"spoke"}', *PLACE), *PLACE) == b'{"kind":"spoke"}'


def test_the_same_body_is_sealed_differently_each_time_and_does_not_show() -> None:
    vault = Sealed((OLD,))
    one, other = vault.seal(b"the same words", *PLACE), vault.seal(b"the same words", *PLACE)
    assert one != other
    assert b"words" not in one
    assert str(OLD) not in repr(vault)


@pytest.mark.parametrize("keys", [(), (b"short",), (OLD, b"short")])
def test_a_key_of_another_length_is_refused(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="32"):
        Sealed(keys)


@pytest.mark.parametrize("sealing", [Unsealed(), Sealed((OLD,))])
def test_both_are_sealings(sealing: Sealing) -> None:
    assert sealing.opened(sealing.seal(b"body", *PLACE), *PLACE) == b"body"
