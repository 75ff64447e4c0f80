"""Answers to interactions when Discord is in trouble: what it takes is seen once, and whole."""

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from adapters.discord.calls import Ask, Attachment
from adapters.discord.incoming.parse import Interacted, Surface
from adapters.discord.incoming.replies import Noted, Replies, Reply, Whispered
from adapters.discord.render import Message
from bot.hosting.answers import Answer, Refused, Said, Unsure
from bot.hosting.fields import Json
from bot.ports import Later

THREE = Whispered((Message("one"), Message("two"), Message("three")))
DONE, LOST = Said({}), Unsure("HTTP 502")


@dataclass(slots=True)
class Told:
    """A Discord that gives these answers, one after the other."""

    answers: list[Answer | Later]
    asked: list[str] = field(default_factory=list[str])

    async def call(self, ask: Ask, body: Json | None = None, files: tuple[Attachment, ...] = ()) -> Answer:
        self.asked.append(ask.path.rpartition("/")[2])
        answer = self.answers.pop(0)
        if isinstance(answer, Later):
            raise answer
        return answer


async def sent(told: Told, reply: Reply = THREE) -> list[str]:
    by = Interacted("1", "a-token", "2", "3", Surface.CHANNEL, "4", datetime(2026, 11, 22, tzinfo=UTC))
    await Replies(told).send(reply, by, "5")
    return told.asked


FIRST, MORE = "callback", "{webhook_token}"


@pytest.mark.parametrize(
    ("first", "whole"),
    [
        (DONE, True),
        (Refused("40060"), True),  # ours was taken, and the answer to it lost
        (LOST, True),
        (Refused("10062"), False),
        (Later(30.0), False),
    ],
)
async def test_further_words_follow_where_the_first_may_have_come(first: Answer | Later, whole: bool) -> None:
    assert await sent(Told([first, DONE, DONE])) == [FIRST, *([MORE, MORE] if whole else [])]


async def test_a_further_word_that_is_lost_takes_no_other_with_it() -> None:
    assert await sent(Told([DONE, LOST, DONE])) == [FIRST, MORE, MORE]


async def test_what_is_refused_ends_it() -> None:
    assert await sent(Told([DONE, Refused("10015"), DONE])) == [FIRST, MORE]


@pytest.mark.parametrize(
    ("answer", "logged"), [(Refused("40060"), 0), (DONE, 0), (Refused("10062"), 1), (LOST, 1)]
)
async def test_what_was_not_answered_is_logged_without_its_token(
    answer: Answer, logged: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await sent(Told([answer]), Noted())
    assert len(caplog.records) == logged
    assert "a-token" not in caplog.text
