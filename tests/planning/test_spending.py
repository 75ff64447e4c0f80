"""Tokens and money: counted where the provider counts, estimated where not, priced where a price is known."""

import socket
from decimal import Decimal

import pytest

from bot.planning.spending import Spent, price
from bot.ports import Completion, Finish, Prompt, Shaped, Usage

PROMPT = Prompt("s" * 130, "u" * 130, Shaped.TEXT, "", "", 10)


def said(usage: Usage | None) -> Completion:
    return Completion("á" * 13, Finish.STOP, usage)


def test_all_requests_count() -> None:
    spent = Spent().plus(PROMPT, said(Usage(100, 10))).plus(PROMPT, said(Usage(200, 20)))

    assert spent.counted == Usage(300, 30)
    assert spent.estimated is None


def test_one_uncounted_answer_makes_the_sum_an_estimate() -> None:
    spent = Spent().plus(PROMPT, said(Usage(100, 10))).plus(PROMPT, said(None))

    assert spent.counted is None
    assert spent.estimated == 100 + 10 + 100 + 10  # 260 bytes and 26 bytes, at 2.6 a token


def test_nothing_asked_is_nothing_spent() -> None:
    assert Spent().counted is None
    assert Spent().estimated is None


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("gpt-6-luna", "https://api.openai.com/v1"),
        ("claude-sonnet-5-5", "https://api.anthropic.com/v1/"),
        ("gemini-3.8-flash", "https://generativelanguage.googleapis.com/v1beta/openai/"),
        ("openai/gpt-4o", "https://openrouter.ai/api/v1"),
    ],
)
def test_current_models_have_a_price_without_any_network(
    model: str, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a price was looked up on the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    paid = price(Usage(1_000_000, 0), model, endpoint)

    assert paid is not None
    assert Decimal("0.01") < paid < Decimal(100)


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("gpt-6-luna", "http://localhost:11434/v1"),
        ("gpt-6-luna", "https://gateway.example/v1"),
        ("nobody-knows-it", "https://api.openai.com/v1"),
    ],
)
def test_no_published_price_no_money(model: str, endpoint: str) -> None:
    assert price(Usage(1000, 1000), model, endpoint) is None
