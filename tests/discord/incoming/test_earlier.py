"""What was said in a thread before: as much as fits and as was read in time."""

import pytest

from adapters.discord.incoming.earlier import CAP, spoken
from tests.discord.incoming.desk import Around, Rest, later, reply
from tests.discord.payloads import ANA, LUIS, MESSAGE, THREAD, Payload, message, user


def said(number: int, words: str = "", who: str = LUIS) -> Payload:
    return reply(words or f"line {number}", str(number), who=who)


async def earlier(rest: Rest, patience: float = 5) -> str:
    return await Around(rest).earlier(THREAD, MESSAGE, patience)


async def test_several_pages_come_in_order() -> None:
    rest = Rest({THREAD: [said(each) for each in range(1, 251)]})
    assert await earlier(rest) == "\n".join(f"A: line {each}" for each in range(1, 251))
    assert len(rest.asked) == 3


async def test_of_a_long_thread_the_end_is_read() -> None:
    rest = Rest({THREAD: [said(each, f"{each} " + "x" * 900) for each in range(1, 401)]})
    read = await earlier(rest)
    assert CAP - 1_000 < len(read) <= CAP
    assert read.splitlines()[-1].startswith("A: 400 ")
    assert len(rest.asked) == 1


async def test_one_message_that_is_longer_than_fits_is_cut() -> None:
    assert len(await earlier(Rest({THREAD: [said(1, "x" * (CAP + 5))]}))) == CAP


async def test_what_was_read_in_time_is_what_counts() -> None:
    rest = Rest({THREAD: [said(1)]}, silent=True)
    assert await earlier(rest, 0.01) == ""


def test_people_are_letters_and_not_their_ids() -> None:
    """An id's digits would be read as a number, and a name may be that of a technology."""
    talk = [said(1, "a", ANA), said(2, "b", LUIS), said(3, "c", ANA)]
    assert [*spoken(talk)] == ["A: a", "B: b", "A: c"]


def test_there_are_more_people_than_letters() -> None:
    talk = [said(each, "x", str(1_000 + each)) for each in range(1, 30)]
    assert [line[0] for line in spoken(talk)][24:] == ["Y", "Z", "Z", "Z", "Z"]


@pytest.mark.parametrize(
    "told",
    [
        message("", THREAD, type=7),
        message("beep", THREAD, author=user(LUIS, bot=True)),
        {"id": later(1), "content": "nobody's"},
        {"type": 21, "referenced_message": None},
    ],
)
def test_what_nobody_said_is_left_out(told: Payload) -> None:
    assert [*spoken([told])] == []
