"""Trouble with what passes: a file that cannot be fetched, a whisper, a form, an address that is dead. Nothing that
matters hangs on it, so the conversation goes on, and Slack is not kept waiting."""

from collections.abc import AsyncGenerator
from functools import partial
from pathlib import Path

import pytest

from tests.slack.faults.talk import OPENING
from tests.slack.process import Bot, running
from tests.slack.server import Broken, Cut, FakeSlack, Person, Post, RateLimited, Says, Slow, labels
from tests.slack.server.faults import Fault

CHANNEL = "C0PASSING"
IN_TIME = 3.0  # seconds that Slack waits for an answer


@pytest.fixture
async def bot(slack: FakeSlack, tmp_path: Path) -> AsyncGenerator[Bot]:
    slack.team().channel(CHANNEL, ["U0ANA", "U0BEN"])
    async with running(slack, tmp_path, loaded=True) as bot:
        yield bot


def unread(slack: FakeSlack, post: Post) -> list[Post]:
    """Where it is said that a file was not read."""
    return [one for one in slack.replies(post) if one.payload.get("notice") == "file_not_read"]


async def question(slack: FakeSlack, post: Post) -> Post:
    """The open question of a thread."""

    def found() -> Post | None:
        open_ones = [one for one in slack.replies(post) if one.payload.get("topic") and labels(one)]
        return open_ones[-1] if open_ones else None

    asked = await slack.until(found, 20.0)
    assert asked
    return asked


def notices(slack: FakeSlack, post: Post) -> list[object]:
    return [one.payload.get("notice") for one in slack.replies(post)]


@pytest.mark.usefixtures("bot")
async def test_a_file_that_cannot_be_fetched_is_named_and_the_rest_goes_on(
    slack: FakeSlack, ana: Person
) -> None:
    faults: list[Fault] = [Cut(after=False), Broken(), RateLimited(5), Slow(4.0)]
    for number, fault in enumerate(faults):
        slack.faults.plans.clear()
        slack.fault("download", fault, times=None)
        post = await ana.mention(CHANNEL, OPENING, files=[(f"notes-{number}.txt", "p95 de 180 ms\n")])
        await question(slack, post)
        (told,) = await slack.until(partial(unread, slack, post))
        assert f"notes-{number}.txt" in told.text
    assert slack.doubled() == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [RateLimited(4), Broken(), Cut(after=False), Says("fatal_error")])
async def test_a_note_that_does_not_arrive_holds_nothing_up(
    fault: Fault, slack: FakeSlack, ana: Person
) -> None:
    """A click on a question that is closed gets a note; the click before it has counted."""
    post = await ana.mention(CHANNEL, OPENING)
    asked = await question(slack, post)
    choice = labels(asked)[0]
    await ana.press(asked, choice)
    await slack.until(lambda: not labels(asked))
    slack.fault("chat.postEphemeral", fault)
    again = await ana.press(asked, choice, version=0)
    assert again.ok
    assert again.seconds < IN_TIME
    await ana.say(CHANNEL, "plan ya", post)
    await slack.until(lambda: "plan_posted" in notices(slack, post), 20.0)
    assert slack.doubled() == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [RateLimited(4), Broken(), Cut(after=False), Cut(after=True)])
async def test_a_dead_address_of_a_command_harms_nobody(fault: Fault, slack: FakeSlack, ana: Person) -> None:
    """Where the bot is no member, that address is the only way to say so."""
    slack.team().channel("C0FOREIGN", ["U0ANA"], bot=False)
    slack.fault("response_url", fault)
    assert (await ana.command("/wasm", OPENING, "C0FOREIGN")).ok
    await slack.until(lambda: slack.calls("response_url"))
    post = await ana.mention(CHANNEL, OPENING)
    await question(slack, post)
    assert len(slack.calls("response_url")) == 1
    assert slack.team().channels["C0FOREIGN"].seen() == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("fault", [RateLimited(4), Broken(), Cut(after=False)])
async def test_a_form_that_does_not_open_opens_at_the_next_click(
    fault: Fault, slack: FakeSlack, ana: Person
) -> None:
    post = await ana.mention(CHANNEL, OPENING)
    asked = await question(slack, post)
    slack.fault("views.open", fault)
    assert (await ana.press(asked, "Otra…")).ok
    assert slack.team().views == {}
    assert (await ana.press(asked, "Otra…")).ok
    await ana.modal()
