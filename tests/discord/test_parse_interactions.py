"""The command, buttons and lists, forms."""

from datetime import UTC, datetime

import pytest

from adapters.discord import address
from adapters.discord.incoming import event_ids
from adapters.discord.incoming.parse import (
    Arrival,
    Commanded,
    Interacted,
    Me,
    Submitted,
    Surface,
    Touched,
    Turned,
    arrivals,
)
from adapters.discord.render.codes import field_id
from bot.core.events import Filling, Key
from tests.discord.payloads import (
    ANA,
    ASKING,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    THREAD,
    Payload,
    attachment,
    command,
    interaction,
    press,
    submission,
)

ID = "1300000000000000099"
AT = datetime.fromtimestamp(((int(ID) >> 22) + 1_420_070_400_000) / 1_000, UTC)
BY = Interacted(ID, "a-token", GUILD, THREAD, Surface.THREAD, ANA, AT, "es-ES")


def found(told: Payload) -> tuple[Arrival, ...]:
    return arrivals("INTERACTION_CREATE", told, Me(BOT))


def test_a_button_is_read_from_its_id_and_its_label_from_the_message() -> None:
    assert found(press("q:traffic:bursty")) == (Touched(BY, ASKING, "traffic", "bursty", "In bursts"),)


def test_a_list_hands_over_its_choice() -> None:
    assert found(press("q:compliance:", ["gdpr"])) == (Touched(BY, ASKING, "compliance", "gdpr", "GDPR"),)


def test_a_button_of_a_message_that_shows_it_no_more_still_speaks() -> None:
    assert found(press("q:command:change:traffic")) == (Touched(BY, ASKING, "command", "change:traffic", ""),)
    assert found(press("q:state:none#3")) == (Touched(BY, ASKING, "state", "none", ""),)


def test_a_page_of_the_sheet_is_asked_for() -> None:
    assert found(press("s:1")) == (Turned(BY, ASKING, 1),)


def test_a_form_tells_what_changed() -> None:
    typed = {field_id("traffic", "3M"): "800M", field_id("state", "none"): "none"}
    assert found(submission("s:1", **typed)) == (Submitted(BY, (Filling("traffic", "800M"),)),)
    own = {field_id("traffic", ""): "a few a day"}
    assert found(submission("o:traffic", **own)) == (Submitted(BY, (Filling("traffic", "a few a day"),)),)


def test_a_command_brings_words_and_files() -> None:
    options = (
        {"type": 3, "name": "text", "value": f"<@{BOT}> two Lambdas"},
        {"type": 11, "name": "file", "value": "1300000000000000050"},
    )
    (asked,) = found(command(*options, files=(attachment(),)))
    assert isinstance(asked, Commanded)
    assert (asked.text, [each.name for each in asked.files]) == ("two Lambdas", ["package.json"])
    assert (asked.by.surface, asked.by.channel) == (Surface.CHANNEL, CHANNEL)


def test_words_below_a_subcommand_count() -> None:
    inside = {"type": 3, "name": "text", "value": "two Lambdas"}
    (asked,) = found(command({"type": 1, "name": "plan", "options": [inside]}))
    assert isinstance(asked, Commanded)
    assert asked.text == "two Lambdas"


def test_a_file_that_discord_does_not_tell_of_is_left_out() -> None:
    (asked,) = found(command({"type": 11, "name": "file", "value": "1300000000000000050"}))
    assert isinstance(asked, Commanded)
    assert asked.files == ()


def test_a_command_without_anything_is_a_command() -> None:
    (asked,) = found(command())
    assert isinstance(asked, Commanded)
    assert (asked.text, asked.files) == ("", ())


COMMAND_KEYS = [
    (CHANNEL, Key("discord", GUILD, f"{CHANNEL}:/{ID}"), CHANNEL),
    (THREAD, Key("discord", GUILD, THREAD), THREAD),
    (DIRECT, Key("discord", "@me", DIRECT), DIRECT),
]


@pytest.mark.parametrize(("where", "key", "channel"), COMMAND_KEYS)
def test_a_command_opens_a_conversation_of_its_own_in_a_channel_only(
    where: str, key: Key, channel: str
) -> None:
    (asked,) = found(command(channel=where))
    assert isinstance(asked, Commanded)
    assert address.key_of_command(asked.by) == key
    assert address.channel_of(key) == channel
    assert address.commanded(key) is (where == CHANNEL)
    assert event_ids.interaction(asked) == f"i:{ID}"


NOT_OURS = {
    "another bot's button": press("page:2"),
    "a topic without a choice": press("q:traffic:"),
    "a page that is none": press("s:x"),
    "no message": press("q:traffic:bursty", message={}),
    "a form of another": submission("survey", a="b"),
    "a ping": interaction(1, {}),
    "an autocompletion": interaction(4, {"name": "wasm"}),
    "nobody": press("q:traffic:bursty", member={}),
    "no token": press("q:traffic:bursty", token=""),
    "no channel": press("q:traffic:bursty", channel={}, channel_id=None),
}


@pytest.mark.parametrize("told", NOT_OURS.values(), ids=NOT_OURS)
def test_what_is_not_ours_is_nothing(told: Payload) -> None:
    assert found(told) == ()
