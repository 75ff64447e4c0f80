"""Where a conversation can begin, and where none does."""

import pytest

from tests.discord.journeys.houses import House
from tests.discord.journeys.reading import held, labels, seen
from tests.discord.journeys.scene import Scene, Talk
from tests.discord.payloads import ROLE
from tests.discord.server import Ack
from tests.talking.words import EACH, EN, ES, Words

SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY9x"

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("words", EACH, ids=lambda words: words.language)
async def test_a_command_opens_a_thread_that_ends_with_the_way_to_the_plan(
    scene: Scene, words: Words
) -> None:
    talk = await scene.command(words.opening)
    assert f"@{scene.ana.id}" in seen(talk.root)
    assert talk.root.pinged == [scene.ana.id]
    await talk.sees(words.understood, "AWS Lambda")
    await talk.sees(f"{words.question} 1")
    await talk.says(words.plan_now)
    plan = await talk.plan(words.verdict)

    def headed() -> bool:
        way = f"/{talk.channel.id}/{plan[0].id}"
        return way in talk.root.content and words.to_the_plan in seen(talk.root)

    await talk.comes(headed, f"no way to the plan: {talk.root.content}")
    assert words.verdict in seen(talk.root)
    assert scene.said() == [talk.root]


async def test_a_command_reads_the_file_that_comes_with_it(scene: Scene) -> None:
    talk = await scene.command(ES.opening, ("requirements.txt", "numpy==2.1\nflask==3.1\n"))
    await talk.sees("Leí requirements.txt")
    await talk.sees("Pregunta 1")


async def test_a_file_alone_opens_a_conversation_too(scene: Scene) -> None:
    talk = await scene.command(None, ("package.json", '{"dependencies": {"express": "5.1.0"}}'))
    await talk.sees("Leí package.json")
    await talk.sees("Pregunta 1")


async def test_a_command_in_the_thread_speaks_there(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    question = await talk.sees("Pregunta 1")
    done = await scene.ben.command(talk.channel, "2 millones de peticiones al mes")
    assert await scene.discord.answered(done) is not Ack.NONE
    await talk.settles(question, "✓ 2 millones de peticiones al mes", f"@{scene.ben.id}")
    await talk.sees("Pregunta 2")


async def test_a_direct_message_is_a_conversation_too(scene: Scene) -> None:
    talk = await scene.direct(ES.opening)
    question = await talk.sees("Pregunta 1")
    await talk.picks(question, ES.bursty)
    await talk.settles(question, f"✓ {ES.bursty}")
    await talk.says("plan ya")
    await talk.plan(ES.verdict)
    assert scene.channel.seen() == []


async def test_basic_asks_little_and_gives_a_diagnosis(scene: Scene) -> None:
    talk = await scene.command("basic: Docker on Kubernetes, Node.js microservices")
    await talk.sees("quick diagnosis")
    posts = await talk.plan("Verdict:")
    whole = "\n".join(map(seen, posts))
    assert all(each in whole for each in ("Advantages", "Disadvantages", "Recommendation"))


async def test_a_command_in_direct_messages_speaks_there(scene: Scene) -> None:
    talk = await scene.direct(ES.opening)
    question = await talk.sees("Pregunta 1")
    done = await scene.ana.command(talk.channel, "2 millones de peticiones al mes")
    assert await scene.discord.answered(done) is not Ack.NONE
    await talk.settles(question, "✓ 2 millones de peticiones al mes")


async def test_a_mention_of_its_role_and_one_without_words_open_a_thread_too(scene: Scene) -> None:
    by_role = await scene.ana.write(scene.channel, f"<@&{ROLE}> {ES.opening}")
    await (await scene.thread_on(by_role)).sees("Pregunta 1")
    bare = await scene.mention("")
    assert bare.channel.name == "¿Conviene WebAssembly?"
    await bare.sees("Wasm Architect")
    await bare.sees("Pregunta 1")


async def test_what_cannot_be_read_is_said_and_the_rest_goes_on(scene: Scene) -> None:
    files = [("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(2_000)), ("todo.txt", b"a" * 11 * 2**20)]
    talk = await scene.mention(ES.opening, files)
    await talk.sees("Pregunta 1")
    await talk.sees("No leí foto.png")
    await talk.sees("No leí todo.txt", "demasiado grande")


async def test_a_secret_is_kept_out_of_the_threads_name_and_of_what_is_said(scene: Scene) -> None:
    talk = await scene.mention(f"AWS_SECRET_ACCESS_KEY={SECRET} es lo de nuestra Lambda con Python")
    await talk.sees("Quité un secreto")
    await talk.sees("Pregunta 1")
    await talk.says("plan ya")
    plan = await talk.plan(ES.verdict)
    assert SECRET not in f"{talk.channel.name} {talk.shown} {held(plan[-1])}"


async def called_into_a_thread(scene: Scene) -> Talk:
    """Two people talk; then one of them asks the bot, in a thread of theirs."""
    root = await scene.ben.write(scene.channel, "Nuestras Lambdas en Python tardan 900 ms en arrancar")
    thread = scene.discord.stage.thread(root, "Lambdas", scene.ben.id)
    await scene.ana.write(thread, "y pagamos 3000 USD al mes por ellas")
    await scene.ana.mention(thread, "¿nos convendría Wasm?")
    return Talk(scene, thread, root)


async def test_called_into_a_thread_it_reads_what_was_said_there(scene: Scene) -> None:
    talk = await called_into_a_thread(scene)
    await talk.sees("hilo.txt")
    await talk.sees("arranque en frío de 900 ms", "3000 USD al mes")
    await talk.sees("Pregunta 1")


async def test_threads_of_others_and_replies_are_left_alone(scene: Scene) -> None:
    root = await scene.ben.write(scene.channel, "¿quién come hoy?")
    thread = scene.discord.stage.thread(root, "comida", scene.ben.id)
    await scene.ana.write(thread, ES.opening)
    talk = await scene.command(ES.opening)
    await talk.sees("Pregunta 1")
    await scene.ana.write(scene.channel, "esto solo responde a su mensaje", reply_to=talk.root)
    await (await scene.mention(ES.opening)).sees("Pregunta 1")
    assert [each.author for each in thread.seen()] == [scene.ana.id]
    assert scene.said() == [talk.root]


PRIVATE = (
    ("ayuda", "saltar: dejar una pregunta sin respuesta"),
    ("help", "skip: leave a question without an answer"),
    ("hechos spin", "Spin 4.0"),
    ("facts", "WASI"),
    ("estado", "Aquí no tiene ninguna conversación"),
    ("status", "no conversation with me here"),
    ("saltar", "dentro de un hilo"),
    ("prompt", "WebAssembly"),
)


@pytest.mark.parametrize(("said", "told"), PRIVATE, ids=[said for said, _ in PRIVATE])
async def test_a_word_that_only_asks_is_answered_to_who_asked(house: House, said: str, told: str) -> None:
    scene = house.scene()
    await scene.asked(said)

    def heard() -> str:
        return "\n".join(seen(each) for each in scene.channel.seen(scene.ana.id))

    await scene.until(lambda: told in heard())
    assert scene.channel.seen(scene.ben.id) == []
    assert scene.channel.seen() == []


async def test_status_tells_of_the_conversation_that_is_near(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    await scene.asked("estado")
    await scene.until(
        lambda: "AWS Lambda" in "\n".join(seen(each) for each in scene.channel.seen(scene.ana.id))
    )
    assert scene.said() == []


async def test_a_language_is_taken_up_at_a_word(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    await talk.says("english")
    question = await talk.sees(EN.question)
    assert EN.bursty in labels(question)
    assert "Pregunta" not in seen(question)
