"""What the bot posts in the suite, and how what shows is compared with it."""

from dataclasses import replace

from bot.core.document import (
    COMMAND,
    Choice,
    Choices,
    Document,
    File,
    Heading,
    Items,
    Node,
    Table,
    paragraph,
    plain,
)
from bot.core.events import Key
from bot.ports import Posting, Undeliverable
from bot.presenter.visible import visible
from tests.contracts.platforms.bench import BOT, Bench, Killed, Shown

TEXT = "# El plan\n\nCon acentos, 漢字 y 🦀.\n" + "".join(f"Línea {each} del plan.\n" for each in range(400))


def posting(key: Key, effect: str, *nodes: Node) -> Posting:
    """In English; `effect` is made as long as an effect's id is."""
    name = effect.encode().hex().ljust(24, "0")[:24]
    return Posting(name, key, "plain", None, Document(nodes), inherited=False, language="en")


def said(key: Key, words: str, effect: str = "e1") -> Posting:
    return posting(key, effect, paragraph(words))


def question(key: Key, topic: str, effect: str) -> Posting:
    picks = Choices(topic, (Choice("bursty", "In bursts"), Choice("steady", "All day long")))
    controls = Choices(COMMAND, (Choice("skip", "Skip"),))
    asked = posting(key, effect, paragraph(f"What about {topic}?"), picks, controls)
    return replace(asked, notice="question", topic=topic)


def closing(key: Key, topic: str, effect: str = "c1") -> Posting:
    """What became of a question, in its place."""
    return replace(said(key, f"{topic}: in bursts", effect), notice="question_closed", amends=topic)


def began(key: Key, effect: str = "b1") -> Posting:
    stop = Choices(COMMAND, (Choice("stop", "Stop"),))
    return replace(posting(key, effect, paragraph("I begin."), stop), notice="planning_began")


def plan(key: Key, effect: str = "p1") -> Posting:
    """Longer than any message, with tables and a file: several parts everywhere."""
    table = Table(("what", "cost"), ((plain("Lambda"), plain("10 USD")), (plain("漢字 🦀"), plain("7 USD"))))
    nodes: list[Node] = [Heading(1, "Verdict: migrate")]
    for phase in range(1, 4):
        nodes += [Heading(2, f"Phase {phase}"), paragraph(numbered(150, f"p{phase}w")), table]
        nodes.append(Items(tuple(plain(f"Step {phase}.{step}") for step in range(1, 4))))
    nodes.append(File("plan.md", TEXT))
    return replace(posting(key, effect, *nodes), notice="plan_posted", headline="Verdict: migrate")


def numbered(count: int, stem: str = "w") -> str:
    """Words of which each is another."""
    return " ".join(f"{stem}{each}" for each in range(count))


# ---- what shows


def bare(text: str) -> str:
    """A text as it is compared: what a platform may add for safety's sake, or breaks at, does not count."""
    return "".join(visible(text).split())


def of_bot(bench: Bench, key: Key) -> tuple[Shown, ...]:
    """What the bot wrote, oldest first."""
    return tuple(each for each in bench.thread(key) if each.author == BOT)


def whole(bench: Bench, key: Key) -> str:
    """All words of the bot, to be compared."""
    return bare("".join(each.words for each in of_bot(bench, key)))


def offered(messages: tuple[Shown, ...]) -> tuple[str, ...]:
    return tuple(label for each in messages for label in each.choices)


async def insist(bench: Bench, posting: Posting, tries: int = 12) -> None:
    """Post as the engine does: again and again, inherited from the second try on."""
    for attempt in range(tries):
        try:
            return await bench.post(replace(posting, inherited=attempt > 0))
        except Undeliverable:
            raise
        except Killed:
            await bench.restart()
        except Exception:  # noqa: BLE001 - the engine tries again, whatever it was
            continue
    raise AssertionError(f"not posted after {tries} tries")
