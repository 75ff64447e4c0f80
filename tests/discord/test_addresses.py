"""Which conversation something in Discord belongs to, and which event it is."""

import pytest

from adapters.discord import address
from adapters.discord.incoming import event_ids
from adapters.discord.incoming.parse import Changed, Me, TakenAway, Written, arrivals
from bot.core.events import FileRefused, FileShared, FileTrouble, Happened, Key, TextFile
from bot.hosting.entering import shared
from tests.discord.payloads import (
    ANA,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    MESSAGE,
    THREAD,
    Payload,
    attachment,
    message,
)

EDITED = "2026-11-22T10:00:00.000000+00:00"


def written(told: Payload) -> Written:
    (found,) = arrivals("MESSAGE_CREATE", told, Me(BOT))
    assert isinstance(found, Written)
    return found


def edited(told: Payload) -> Changed:
    (found,) = arrivals("MESSAGE_UPDATE", told, Me(BOT))
    assert isinstance(found, Changed)
    return found


KEYS = [
    (message(), Key("discord", GUILD, MESSAGE)),  # the thread that is made on it has its id
    (message("hello", THREAD), Key("discord", GUILD, THREAD)),
    (message("hello", DIRECT), Key("discord", "@me", DIRECT)),
]


@pytest.mark.parametrize(("told", "key"), KEYS)
def test_a_conversation_is_named_after_its_thread(told: Payload, key: Key) -> None:
    said = written(told)
    assert address.key_of(said) == key
    gone = TakenAway(said.guild, said.channel, said.id)
    assert key in address.keys_of(gone)
    assert event_ids.message(gone) == event_ids.message(said)
    assert address.channel_of(key) == key.thread
    assert not address.commanded(key)


def test_a_thing_is_the_same_event_however_often_it_is_told() -> None:
    said, again = written(message("a")), written(message("a", embeds=[{"type": "link"}]))
    edit = edited(message("b", edited_timestamp=EDITED))
    assert event_ids.message(said) == event_ids.message(again) == event_ids.message(edit) == f"m:{MESSAGE}"
    ids = [
        event_ids.side_talk(said),
        event_ids.edit(edit),
        event_ids.deletion(TakenAway(GUILD, CHANNEL, MESSAGE)),
    ]
    assert ids == [f"m:{MESSAGE}:aside", f"e:{MESSAGE}:{EDITED}", f"d:{MESSAGE}"]


def test_a_file_is_an_event_beside_its_message() -> None:
    said = written(message("see", THREAD, attachments=[attachment()]))
    (offered,) = said.files
    key, name = address.key_of(said), f"m:{MESSAGE}:f:{offered.id}"
    read = TextFile("package.json", "{}")
    about = Happened(event_ids.file(said, offered), key, said.at, said.author)
    assert shared(about, offered.name, read) == FileShared(name, key, said.at, ANA, read)
    refused = FileRefused(name, key, said.at, ANA, "package.json", FileTrouble.TOO_LARGE)
    assert shared(about, offered.name, FileTrouble.TOO_LARGE) == refused
