"""Numbers as each language writes them."""

from decimal import Decimal

import pytest

from bot.figures import numerals
from bot.wording import wording

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        ("1234", "1234", "1,234"),
        ("12345", f"12{SPACE}345", "12,345"),
        ("-1234567.5", f"-1{SPACE}234{SPACE}567,5", "-1,234,567.5"),
        ("76.30", "76,30", "76.30"),
        ("1E+3", "1000", "1,000"),
        ("0.5", "0,5", "0.5"),
    ],
)
def test_numbers(value: str, spanish: str, english: str) -> None:
    assert numerals(wording(), "es").number(Decimal(value)) == spanish
    assert numerals(wording(), "en").number(Decimal(value)) == english


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        ("0", "0,00", "0.00"),
        ("2.666", "2,67", "2.67"),
        ("5034.81", "5034,81", "5,034.81"),
        ("12345.6", f"12{SPACE}346", "12,346"),
        ("-3.5", "-3,50", "-3.50"),
        ("0.00000667", "0,00000667", "0.00000667"),
    ],
)
def test_money(value: str, spanish: str, english: str) -> None:
    assert numerals(wording(), "es").money(Decimal(value)) == spanish
    assert numerals(wording(), "en").money(Decimal(value)) == english


@pytest.mark.parametrize(
    ("text", "spanish", "english"),
    [
        (f"30{SPACE}000", f"30{SPACE}000", "30,000"),
        ("16.3", "16,3", "16.3"),
        ("0.25.1", "0.25.1", "0.25.1"),
        ("3.14 (CPython)", "3.14 (CPython)", "3.14 (CPython)"),
        ("Spin", "Spin", "Spin"),
    ],
)
def test_what_was_written_without_a_language_is_rewritten_and_other_words_are_not(
    text: str, spanish: str, english: str
) -> None:
    assert numerals(wording(), "es").rewritten(text) == spanish
    assert numerals(wording(), "en").rewritten(text) == english
