"""`/wasm` with a word that only asks: answered to one person, from what is theirs, and forgotten at once."""

import pytest

from adapters.slack.incoming.parse import Asked
from adapters.slack.render.message import Json
from bot.core.brief import Topic
from tests.slack.incoming.desk import Desk, blocks_of
from tests.slack.incoming.ear import ANA, ANA_DIRECT, BEA, LATER, ROOT, key
from tests.slack.payloads import Place, app_mention, message, slash_command
from tests.slack.server.blocks import message_breaches

THREAD = f"C0PLATFORM:{ROOT}"
ASKED = [
    "help", "ayuda", "facts", "hechos", "facts spin", "hechos sobre python", "facts cobol", "why",
    "por qué", "prompt", "status", "estado", "forget", "olvida esto", "stop", "saltar", "back", "change traffic",
    "change traffic: 5M a month", "empezar de nuevo",
]  # fmt: skip
OPENS = [
    "",
    "basic",
    "pro",
    "basic AWS Lambda with Python",
    "we run Lambda",
    "en inglés",
    "what does spin cost?",
]


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def asks(desk: Desk, text: str, place: Place = ANA) -> tuple[Json, ...] | None:
    return await desk.inquiries.answer(asked(text, place))


def asked(text: str, place: Place = ANA) -> Asked:
    return Asked(place.team, place.team, place.channel, place.user, text, "1.2.3", "https://hooks.example/1")


async def words(desk: Desk, text: str, place: Place = ANA) -> str:
    return "\n".join(str(each["text"]) for each in await asks(desk, text, place) or ())


async def under_way(
    desk: Desk, place: Place = ANA, ts: str = ROOT, system: str = "we run AWS Lambda"
) -> None:
    """A conversation that somebody opened, and that was dealt with."""
    await desk.ear.hear(app_mention(place, f"<@U0BOT> {system}, with cold starts", ts))
    await desk.work()
    desk.ear.taken.clear()


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("text", ASKED)
async def test_whatever_is_asked_is_answered_to_whoever_asked(desk: Desk, text: str, known: bool) -> None:
    if known:
        await under_way(desk)
    answers = await asks(desk, text)
    assert answers
    for each in answers:
        assert each["response_type"] == "ephemeral"
        assert str(each["text"]).strip()
        assert message_breaches(blocks_of(each)).found == []
        assert not {block["type"] for block in blocks_of(each)} & {"actions", "context_actions"}


@pytest.mark.parametrize("text", [each for each in ASKED if each not in {"forget", "olvida esto"}])
async def test_asking_leaves_no_trace(desk: Desk, text: str) -> None:
    await under_way(desk)
    before = repr(desk.ear.store.threads)
    await asks(desk, text)
    assert desk.ear.taken == []
    assert repr(desk.ear.store.threads) == before


@pytest.mark.parametrize("text", OPENS)
async def test_anything_else_opens_a_conversation(desk: Desk, text: str) -> None:
    assert await asks(desk, text) is None
    assert desk.ear.taken == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("help", "ordinary sentences"),
        ("ayuda", "frases normales"),
        ("facts spin", "Spin"),
        ("why", "three reasons"),
        ("por qué", "tres razones"),
        ("stop", "belongs in a thread"),
        ("saltar", "dentro de un hilo"),
    ],
)
async def test_the_answer_is_in_the_language_of_the_question(desk: Desk, text: str, said: str) -> None:
    assert said in await words(desk, text)


async def test_the_status_is_that_of_the_conversation_here(desk: Desk) -> None:
    await under_way(desk)
    assert "AWS Lambda" in await words(desk, "status")
    assert "AWS Lambda" in await words(desk, "prompt")


async def test_of_several_conversations_the_newest_is_meant(desk: Desk) -> None:
    await under_way(desk)
    await under_way(desk, ts=LATER, system="we run Google Cloud Run")
    status = await words(desk, "status")
    assert "Cloud Run" in status
    assert "AWS Lambda" not in status


async def test_one_that_was_not_dealt_with_yet_does_not_hide_the_one_before(desk: Desk) -> None:
    await under_way(desk)
    await desk.ear.hear(app_mention(ANA, "<@U0BOT> we run Fargate", LATER))
    assert "AWS Lambda" in await words(desk, "status")


@pytest.mark.parametrize(
    ("text", "said"), [("status", "no conversation"), ("estado", "ninguna conversación")]
)
async def test_where_no_conversation_is_there_is_no_status(desk: Desk, text: str, said: str) -> None:
    await under_way(desk, Place(channel="C0OTHER"))
    assert said in await words(desk, text)


@pytest.mark.parametrize(
    "somebody",
    [BEA, Place(team="T0OTHER"), Place(channel="C0OTHER"), Place(channel="C0PLATFORM2"), ANA_DIRECT],
)
async def test_nobody_sees_what_is_somebody_elses_or_elsewhere(desk: Desk, somebody: Place) -> None:
    await under_way(desk)
    for text in ("status", "prompt"):
        assert "AWS Lambda" not in await words(desk, text, somebody)


async def test_asking_in_a_channel_does_not_show_what_was_said_directly(desk: Desk) -> None:
    await desk.ear.hear(message(ANA_DIRECT, "we run AWS Lambda, with cold starts", ROOT))
    await desk.work()
    assert "AWS Lambda" not in await words(desk, "status")
    assert "AWS Lambda" in await words(desk, "status", ANA_DIRECT)


async def test_a_secret_that_is_asked_about_is_not_repeated(desk: Desk) -> None:
    secret = "AKIA" + "IOSFODNN7EXAMPLE"
    said = await words(desk, f"facts {secret}")
    assert "“secret”" in said
    assert secret.casefold() not in said.casefold()


# ---- forget


async def test_forget_deletes_what_the_person_opened_in_every_channel(desk: Desk) -> None:
    await under_way(desk)
    await under_way(desk, Place(channel="C0OTHER"), LATER)
    assert "2 conversations" in await words(desk, "forget")
    await desk.work()
    assert desk.ear.store.threads == {}
    assert "no conversation" in await words(desk, "forget")


@pytest.mark.parametrize("somebody", [BEA, Place(team="T0OTHER"), Place(team="T0OTHER", user="U0BEA")])
async def test_forget_leaves_what_others_opened(desk: Desk, somebody: Place) -> None:
    await under_way(desk)
    assert "no conversation" in await words(desk, "forget", somebody)
    await desk.work()
    kept = await desk.state(key(THREAD))
    assert kept is not None
    assert kept.phase.brief.answer(Topic.INFRASTRUCTURE) is not None


async def test_who_only_took_part_forgets_nothing(desk: Desk) -> None:
    await under_way(desk)
    await desk.ear.hear(message(BEA, "three million requests a month", LATER, ROOT))
    await words(desk, "forget", BEA)
    await desk.work()
    assert await desk.state(key(THREAD)) is not None


async def test_forget_twice_in_a_row_deletes_once_and_breaks_nothing(desk: Desk) -> None:
    await under_way(desk)
    await words(desk, "forget")
    await words(desk, "forget")
    assert [each.kind for each in desk.ear.taken] == ["pressed"]
    await desk.work()
    assert desk.ear.store.threads == {}


async def test_a_conversation_begun_with_a_command_can_be_asked_about_and_forgotten(desk: Desk) -> None:
    await desk.ear.command(slash_command(ANA, "we run AWS Lambda, with cold starts", trigger_id="9.9.9"))
    await desk.work()
    assert "AWS Lambda" in await words(desk, "status")
    await words(desk, "olvida")
    await desk.work()
    assert desk.ear.store.threads == {}
