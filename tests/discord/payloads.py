"""Payloads as Discord's gateway sends them, cut down to what a test is about.

Shapes follow Discord's API documentation: the message, interaction and attachment objects of version 10.
"""

from typing import Any

BOT, ANA, LUIS = "100000000000000009", "100000000000000001", "100000000000000002"
GUILD, CHANNEL, THREAD, DIRECT = (
    "200000000000000000",
    "300000000000000000",
    "310000000000000000",
    "320000000000000000",
)
MESSAGE, ASKING = "1300000000000000000", "1300000000000000001"
ROLE = "400000000000000000"  # the bot's own role
PLACES = {CHANNEL: 0, THREAD: 11, DIRECT: 1}

Payload = dict[str, Any]  # Any: JSON as it is sent


def user(who: str, **more: object) -> Payload:
    return {"id": who, "username": f"user{who[-1]}", "global_name": None, "discriminator": "0"} | more


def message(content: str = "hello", channel: str = CHANNEL, **more: object) -> Payload:
    """A MESSAGE_CREATE, with the `channel_type` that the client adds."""
    told: Payload = {
        "id": MESSAGE,
        "type": 0,
        "channel_id": channel,
        "channel_type": PLACES[channel],
        "author": user(ANA),
        "content": content,
        "timestamp": "2024-10-27T21:46:14.272000+00:00",
        "edited_timestamp": None,
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "attachments": [],
        "embeds": [],
        "components": [],
        "flags": 0,
    }
    if channel != DIRECT:
        told["guild_id"] = GUILD
    return told | more


def attachment(name: str = "package.json", **more: object) -> Payload:
    told: Payload = {
        "id": "1300000000000000050",
        "filename": name,
        "size": 1_024,
        "url": f"https://cdn.discordapp.com/attachments/1/2/{name}?ex=1&is=2&hm=3",
        "proxy_url": f"https://media.discordapp.net/attachments/1/2/{name}",
        "content_type": "application/json; charset=utf-8",
    }
    return told | more


def interaction(kind: int, data: Payload, channel: str = THREAD) -> Payload:
    """An INTERACTION_CREATE."""
    told: Payload = {
        "id": "1300000000000000099",
        "application_id": BOT,
        "type": kind,
        "data": data,
        "channel_id": channel,
        "channel": {"id": channel, "type": PLACES[channel]},
        "token": "a-token",
        "version": 1,
        "locale": "es-ES",
    }
    told |= (
        {"user": user(ANA)}
        if channel == DIRECT
        else {"guild_id": GUILD, "member": {"user": user(ANA), "nick": "Ana"}}
    )
    return told


BUTTONS: list[Payload] = [
    {
        "type": 1,
        "components": [
            {"type": 2, "style": 1, "label": "In bursts", "custom_id": "q:traffic:bursty"},
            {"type": 2, "style": 2, "label": "Topics 1 to 5", "custom_id": "s:1"},
        ],
    },
    {
        "type": 1,
        "components": [
            {
                "type": 3,
                "custom_id": "q:compliance:",
                "options": [{"label": "GDPR", "value": "gdpr"}, {"label": "None", "value": "none"}],
            }
        ],
    },
]


def press(custom_id: str, values: list[str] | None = None, **more: object) -> Payload:
    """A button or a list on a message of ours."""
    data: Payload = {"custom_id": custom_id, "component_type": 3 if values else 2, "id": 2}
    data |= {"values": values} if values else {}
    return interaction(3, data) | {"message": {"id": ASKING, "components": BUTTONS}} | more


def command(*options: Payload, channel: str = CHANNEL, files: tuple[Payload, ...] = ()) -> Payload:
    """`/wasm`."""
    resolved = {str(each["id"]): each for each in files}
    data: Payload = {
        "id": "1",
        "name": "wasm",
        "type": 1,
        "options": [*options],
        "resolved": {"attachments": resolved},
    }
    return interaction(2, data, channel)


def submission(custom_id: str, **typed: str) -> Payload:
    """A form; values by the fields' ids."""
    fields = [
        {"type": 18, "id": at, "component": {"type": 4, "id": at + 1, "custom_id": each, "value": value}}
        for at, (each, value) in enumerate(typed.items(), start=1)
    ]
    return interaction(5, {"custom_id": custom_id, "components": fields})
