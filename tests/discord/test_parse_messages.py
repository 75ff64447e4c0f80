"""Messages, edits and deletions, as Discord sends them."""

from datetime import UTC, datetime

import pytest

from adapters.discord.incoming.parse import (
    Arrival,
    Changed,
    Left,
    Me,
    Offered,
    Surface,
    TakenAway,
    Written,
    arrivals,
)
from tests.discord.payloads import (
    ANA,
    ASKING,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    LUIS,
    MESSAGE,
    ROLE,
    THREAD,
    Payload,
    attachment,
    message,
    user,
)

ME = Me(BOT, frozenset({ROLE}))


def one(event: str, told: Payload) -> Arrival:
    (found,) = arrivals(event, told, ME)
    return found


def written(told: Payload) -> Written:
    found = one("MESSAGE_CREATE", told)
    assert isinstance(found, Written)
    return found


def test_a_message_is_read_whole() -> None:
    told = message(f"<@{BOT}> we have Lambdas", attachments=[attachment()])
    url = "https://cdn.discordapp.com/attachments/1/2/package.json?ex=1&is=2&hm=3"
    file = Offered("1300000000000000050", "package.json", url, 1_024, "application/json; charset=utf-8")
    said = written(told)
    assert said.at == datetime.fromtimestamp(((int(MESSAGE) >> 22) + 1_420_070_400_000) / 1_000, UTC)
    assert said == Written(
        GUILD,
        CHANNEL,
        Surface.CHANNEL,
        MESSAGE,
        ANA,
        said.at,
        "we have Lambdas",
        mentioned=True,
        to_others=False,
        files=(file,),
    )


PINGED: Payload = {"mentions": [user(BOT)], "type": 19, "message_reference": {"message_id": ASKING}}
TO_LUIS: Payload = {"mentions": [user(LUIS, global_name="Luis")]}
WHO: list[tuple[Payload, bool, bool]] = [  # a message, whether it is to the bot, whether to somebody else
    (message("no one"), False, False),
    (message(f"<@{BOT}> hello"), True, False),
    (message(f"hello <@!{BOT}>"), True, False),
    (message(f"<@&{ROLE}> hello"), True, False),
    (message("yes, that", **PINGED), False, False),
    (message(f"yes <@{BOT}>", **PINGED), True, False),
    (message(f"<@{LUIS}> what do you say?", **TO_LUIS), False, True),
    (message("<@&400000000000000001> what do you say?"), False, True),
    (message(f"<@{LUIS}> ask <@{BOT}>", **TO_LUIS), True, False),
    (message(f"<@{BOT}1> looks alike"), False, True),
    (message("@everyone look"), False, False),
    (message(f"user9 or {BOT} or @{BOT}"), False, False),
]


@pytest.mark.parametrize(("told", "mentioned", "to_others"), WHO)
def test_a_mention_has_to_be_written_and_a_ping_by_a_reply_is_none(
    told: Payload, mentioned: bool, to_others: bool
) -> None:
    said = written(told)
    assert (said.mentioned, said.to_others) == (mentioned, to_others)
    assert said.opens is mentioned


def test_a_direct_message_is_for_the_bot_without_a_mention() -> None:
    said = written(message("hello", DIRECT))
    assert (said.guild, said.surface, said.opens, said.mentioned) == ("@me", Surface.DIRECT, True, False)


def test_a_reply_says_what_it_answers() -> None:
    assert written(message("yes", **PINGED)).replies_to == ASKING
    assert written(message("yes", message_reference={"message_id": ASKING})).replies_to == ""


TEXTS = {
    f"<@{BOT}>: basic": "basic",
    f"  <@{BOT}>, basic": "basic",
    f"see <@{BOT}>: that": "see : that",
    f"<@{BOT}>": "",
    f"<@{LUIS}> knows": "@Luis knows",
    "<@100000000000000003> knows": "@100000000000000003 knows",
    "in <#300000000000000000>": "in #300000000000000000",
    "<:party:400000000000000009> <a:dance:400000000000000009>": ":party: :dance:",
    "use </wasm plan:500000000000000000>": "use /wasm plan",
    "at <t:1760000000:R>": "at 2025-10-09 08:53 UTC",
    "at <t:99999999999>": "at 5138-11-16 09:46 UTC",
    "at <t:-99999999999>": "at -99999999999",
    "see <https://a.example/b>": "see https://a.example/b",
    "**bold** `x < y` <T> <3": "**bold** `x < y` <T> <3",
}


@pytest.mark.parametrize(("content", "text"), TEXTS.items())
def test_marks_become_what_people_see(content: str, text: str) -> None:
    assert written(message(content, **TO_LUIS)).text == text


def test_a_forwarded_message_is_part_of_what_is_said() -> None:
    inside = {"content": f"<@{BOT}> the manifest", "attachments": [attachment("fastly.toml")], "mentions": []}
    said = written(message("look", message_snapshots=[{"message": inside}]))
    assert (said.text, said.mentioned) == (f"look\n\n@{BOT} the manifest", False)
    assert [each.name for each in said.files] == ["fastly.toml"]


WITHHELD: dict[str, tuple[Payload, bool]] = {
    "nothing at all": ({}, True),
    "an attachment": ({"attachments": [attachment()]}, False),
    "a sticker": ({"sticker_items": [{"id": "1", "name": "wave"}]}, False),
    "a poll": ({"poll": {"question": {"text": "?"}}}, False),
    "forwarded": ({"message_snapshots": [{"message": {"content": ""}}]}, False),
}


@pytest.mark.parametrize(("more", "unread"), WITHHELD.values(), ids=WITHHELD)
def test_a_message_without_anything_was_withheld(more: Payload, unread: bool) -> None:
    assert written(message("", THREAD, **more)).unread is unread
    assert written(message("words", THREAD, **more)).unread is False


UNHEARD: dict[str, Payload] = {
    "a bot's": {"author": user(LUIS, bot=True)},
    "our own": {"author": user(BOT, bot=True)},
    "a webhook's": {"webhook_id": "1300000000000000070"},
    "somebody joined": {"type": 7},
    "a thread's first line": {"type": 21},
    "a thread was made": {"type": 18},
    "no author": {"author": None},
    "no id": {"id": 7},
}


@pytest.mark.parametrize("more", UNHEARD.values(), ids=UNHEARD)
def test_what_no_person_wrote_is_not_heard(more: Payload) -> None:
    assert arrivals("MESSAGE_CREATE", message(f"<@{BOT}>", **more), ME) == ()


EDITED = "2026-11-22T10:00:00.000000+00:00"


def test_an_edit_tells_the_new_words() -> None:
    told = message(f"<@{BOT}> 3M a month", THREAD, edited_timestamp=EDITED)
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    expected = Changed(GUILD, THREAD, Surface.THREAD, MESSAGE, ANA, at, "3M a month", EDITED, True)
    assert one("MESSAGE_UPDATE", told) == expected


NO_EDITS = {
    "a preview was drawn": message("see", THREAD, embeds=[{"type": "link"}]),
    "withheld": message("", THREAD, edited_timestamp=EDITED),
    "without words": {
        k: v for k, v in message("", THREAD, edited_timestamp=EDITED).items() if k != "content"
    },
    "no time": message("see", edited_timestamp="yesterday"),
    "a time without its zone": message("see", edited_timestamp="2026-11-22T10:00:00"),
    "a time before all calendars": message("see", edited_timestamp="0001-01-01T00:00:00+23:59"),
    "a bot's": message("see", edited_timestamp=EDITED, author=user(LUIS, bot=True)),
}


@pytest.mark.parametrize("told", NO_EDITS.values(), ids=NO_EDITS)
def test_what_changes_no_words_is_no_edit(told: Payload) -> None:
    assert arrivals("MESSAGE_UPDATE", told, ME) == ()


def test_deletions_come_alone_or_many_at_once() -> None:
    first, second = TakenAway(GUILD, THREAD, MESSAGE), TakenAway(GUILD, THREAD, ASKING)
    told = {"channel_id": THREAD, "guild_id": GUILD}
    assert arrivals("MESSAGE_DELETE", told | {"id": MESSAGE}, ME) == (first,)
    assert arrivals("MESSAGE_DELETE_BULK", told | {"ids": [MESSAGE, 7, ASKING]}, ME) == (first, second)


def test_leaving_a_server_is_no_outage() -> None:
    assert arrivals("GUILD_DELETE", {"id": GUILD}, ME) == (Left(GUILD),)
    assert arrivals("GUILD_DELETE", {"id": GUILD, "unavailable": True}, ME) == ()
    assert arrivals("TYPING_START", {"id": GUILD}, ME) == ()
