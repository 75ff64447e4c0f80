"""The page on which a plan's texts stand: a first look names every text that holds a thing, wherever it stands."""

from hypothesis import given
from hypothesis import strategies as st

from bot.planning.contract.page import page

TEXTS = st.lists(st.text(alphabet="a1٣@<*-\n—ñ?", max_size=6), max_size=8)


@given(TEXTS)
def test_a_place_lies_in_the_text_that_it_was_taken_from(texts: list[str]) -> None:
    whole = page(texts)
    for index, text in enumerate(texts):
        begin = whole.starts[index]
        assert whole.text[begin : begin + len(text)] == text
        assert {whole.at(place) for place in range(begin, begin + len(text))} <= {index}


@given(TEXTS, st.sets(st.sampled_from(["@", "<", "--", "*"])))
def test_the_texts_that_hold_a_sign_are_found(texts: list[str], signs: set[str]) -> None:
    whole = page(texts)
    expected = {at for at, text in enumerate(texts) if any(sign in text for sign in signs)}
    assert whole.holding(signs, 0, whole.starts[-1]) == expected


@given(TEXTS)
def test_no_text_with_a_digit_is_overlooked(texts: list[str]) -> None:
    whole = page(texts)
    numbered = whole.numbered(whole.starts[-1])
    assert numbered == sorted(set(numbered))
    assert {at for at, text in enumerate(texts) if any(each.isdecimal() for each in text)} <= set(numbered)
    assert all(any(each in "1?٣—" for each in texts[at]) for at in numbered)


def test_an_outline_has_one_byte_for_each_character() -> None:
    text = "Año 2026 — 5 €, 日本"
    assert len(page([text]).outline) == len(text)
