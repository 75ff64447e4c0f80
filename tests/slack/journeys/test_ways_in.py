"""Where a conversation can begin, and where none does."""

import pytest

from tests.slack.journeys.houses import House
from tests.slack.journeys.scene import Scene, Talk, seen
from tests.slack.server import RateLimited, labels
from tests.talking.words import EACH, EN, ES, Words

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("words", EACH, ids=lambda words: words.language)
async def test_a_mention_opens_the_thread_below_it(scene: Scene, words: Words) -> None:
    talk = await scene.mention(words.opening)
    await talk.sees(words.understood)
    await talk.sees(f"{words.question} 1")
    assert scene.channel.top() == [talk.root]


async def test_a_direct_message_is_a_conversation_too(scene: Scene) -> None:
    talk = await scene.dm(ES.opening)
    question = await talk.sees("Pregunta 1")
    await scene.ana.press(question, ES.bursty)
    await talk.settles(question, f"✓ {ES.bursty}")
    await talk.says("plan ya")
    await talk.plan(ES.verdict)


async def test_basic_asks_little_and_gives_a_diagnosis(scene: Scene) -> None:
    talk = await scene.command("basic: Docker on Kubernetes, Node.js microservices")
    await talk.sees("quick diagnosis")
    posts = await talk.plan("Verdict:", "Advantages", "Disadvantages", "Recommendation")
    assert len(posts) == 2


async def test_where_the_bot_is_no_member_one_person_is_told_how_to_invite_it(house: House) -> None:
    scene = house.scene(bot_is_in=False)
    (told,) = await scene.asked(ES.opening)
    assert "`/invite @wasm`" in told
    await scene.until(lambda: not house.slack.deliveries.tasks)
    assert scene.channel.seen() == []

    scene.channel.members.add(scene.ana.team.bot_user)
    talk = await scene.command(ES.opening)
    await talk.sees("Pregunta 1")
    assert scene.ana.whispers(scene.channel.id) == [told]


async def called_into_a_thread(scene: Scene) -> Talk:
    """Two people talk; then one of them asks the bot, in the same thread."""
    root = await scene.ben.say(scene.channel.id, "Nuestras Lambdas en Python tardan 900 ms en arrancar")
    await scene.ana.say(scene.channel.id, "y pagamos 3000 USD al mes por ellas", root)
    await scene.ana.mention(scene.channel.id, "¿nos convendría Wasm?", root)
    return Talk(scene, root)


async def test_called_into_a_thread_it_reads_what_was_said_there(scene: Scene) -> None:
    talk = await called_into_a_thread(scene)
    await talk.sees("hilo.txt")
    await talk.sees("arranque en frío de 900 ms", "3000 USD al mes")
    await talk.sees("Pregunta 1")


async def test_it_reads_them_where_slack_allows_one_such_call_a_minute(scene: Scene) -> None:
    replies = "conversations.replies"
    before = len(scene.slack.calls(replies))
    scene.slack.fault(replies, RateLimited(60), None, 1, lambda args: args["channel"] == scene.channel.id)
    talk = await called_into_a_thread(scene)
    await talk.sees("arranque en frío de 900 ms")
    assert [call.ok for call in scene.slack.calls(replies)[before:]] == [True]


async def test_threads_of_others_are_left_alone(scene: Scene) -> None:
    root = await scene.ben.say(scene.channel.id, "¿quién come hoy?")
    await scene.ana.say(scene.channel.id, ES.opening, root)
    await (await scene.mention(ES.opening)).sees("Pregunta 1")
    assert [post for post in scene.channel.thread(root.ts) if post.bot_id] == []


PRIVATE = (
    ("ayuda", "saltar: dejar una pregunta sin respuesta"),
    ("help", "skip: leave a question without an answer"),
    ("hechos spin", "Spin 4.0"),
    ("facts", "WASI"),
    ("why", "The role"),
    ("prompt", "WebAssembly"),
    ("status", "no conversation with me here"),
    ("saltar", "dentro de un hilo"),
)


@pytest.mark.parametrize(("said", "told"), PRIVATE, ids=[said for said, _ in PRIVATE])
async def test_a_word_that_only_asks_is_answered_to_who_asked(http: House, said: str, told: str) -> None:
    scene = http.scene()
    answers = await scene.asked(said)
    await scene.until(lambda: told in "\n".join(scene.ana.whispers(scene.channel.id)) or not answers)
    assert scene.ben.whispers(scene.channel.id) == []
    assert scene.channel.seen() == []


async def test_the_apps_own_page_offers_where_to_begin(house: House) -> None:
    scene = house.scene()
    await scene.ana.open_home("home")
    await scene.ana.open_home()
    page = scene.ana.team.channels[scene.ana.dm_channel]
    prompts = await scene.until(lambda: page.prompts)
    talk = await scene.dm(str(prompts[0]["message"]))
    await talk.sees("Pregunta 1")
    assert [each["message"] for each in prompts[1:]] == ["básico", "hechos spin", "ayuda"]


async def test_a_language_is_taken_up_at_a_word(scene: Scene) -> None:
    talk = await scene.mention(ES.opening)
    await talk.sees("Pregunta 1")
    await talk.says("english")
    question = await talk.sees(EN.question)
    assert EN.bursty in labels(question)
    assert "Pregunta" not in seen(question)
