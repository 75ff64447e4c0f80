"""What a text says about a system, read without a model.

Reading never guesses: what it does not know stays in the words, which are kept beside it. Every signal and
number quotes the characters it was read from. A sentence that gives the bot orders is read for nothing. All
languages are listened to at once; only the writing of numbers follows the conversation's language.
"""

from dataclasses import dataclass, replace

from bot.core.brief import Component, FoundIn, Metric, Quantity, Signal, SignalKind, Topic
from bot.core.events import TextFile
from bot.core.languages import foreign, language_of
from bot.core.lexicon import Lexicon
from bot.core.mentions import Mention, Scan, scan
from bot.core.parts import components_of, parts_of
from bot.core.quantities import quantities
from bot.core.words import COMMA, MARKS, bare

__all__ = ["Reading", "components_of", "foreign", "language_of", "read", "read_file"]

TOPIC_OF = {
    SignalKind.PLATFORM: Topic.INFRASTRUCTURE,
    SignalKind.FRAMEWORK: Topic.APPLICATION,
    SignalKind.ROLE: Topic.APPLICATION,
    SignalKind.SYMPTOM: Topic.PROBLEM,
    SignalKind.GOAL: Topic.OBJECTIVE,
    SignalKind.LOAD: Topic.TRAFFIC,
    SignalKind.STATE: Topic.STATE,
    SignalKind.DATASTORE: Topic.STATE,
    SignalKind.PACKAGE: Topic.DEPENDENCIES,
    SignalKind.USE: Topic.DEPENDENCIES,
    SignalKind.SKILL: Topic.SKILLS,
    SignalKind.TARGET: Topic.TARGET,
    SignalKind.COMPLIANCE: Topic.COMPLIANCE,
}
TOPIC_OF_NUMBER = {
    Metric.REQUESTS_PER_MONTH: Topic.TRAFFIC,
    Metric.PEAK_REQUESTS_PER_SECOND: Topic.TRAFFIC,
    Metric.PEAK_TO_MEAN: Topic.TRAFFIC,
    Metric.WALL_MS: Topic.TRAFFIC,
    Metric.WALL_MS_P95: Topic.TRAFFIC,
    Metric.CPU_MS: Topic.TRAFFIC,
    Metric.BUDGET_USD: Topic.BUDGET,
    Metric.DEADLINE_WEEKS: Topic.BUDGET,
}
LEADS = {
    "lead-budget": Topic.BUDGET,
    "lead-skills": Topic.SKILLS,
    "lead-target": Topic.TARGET,
    "lead-compliance": Topic.COMPLIANCE,
}
IN_A_MANIFEST = frozenset(
    {
        SignalKind.PLATFORM,
        SignalKind.LANGUAGE,
        SignalKind.FRAMEWORK,
        SignalKind.PACKAGE,
        SignalKind.DATASTORE,
        SignalKind.TARGET,
        SignalKind.USE,
    }
)
MOST_READ = 200_000  # characters of a file; no manifest that people write is longer
PROSE = (".md", ".txt", ".rst", ".adoc")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `topics` are those that the text says something about, in the order of asking.

    `led`: what its first words say it is about, whatever was asked ("presupuesto …", "10 people, …", bare
    languages). `planned`: languages that are thought of ("¿y si lo reescribimos en Rust?").
    `gives_orders`: it tries to instruct the bot. `bare_no` and `bare_yes`: the whole text is just that.
    """

    signals: tuple[Signal, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    topics: tuple[Topic, ...] = ()
    dont_know: bool = False
    gives_orders: bool = False
    components: tuple[Component, ...] = ()
    bare_no: bool = False
    bare_yes: bool = False
    led: Topic | None = None
    planned: tuple[Signal, ...] = ()


def read(text: str, lexicon: Lexicon, language: str, about: Topic | None = None) -> Reading:
    """Everything that a message says. `language` decides how numbers are written and parts are labelled; `about`
    is the topic that was asked, which tells what a bare number counts."""
    found = scan(text, lexicon)
    signals = _signals(found, lexicon)
    numbers = quantities(found, lexicon, language, about)
    whole = bare(text)
    bare_no, bare_yes = whole in lexicon.talk("no"), whole in lexicon.answers["yes"]
    return Reading(
        signals,
        numbers,
        _topics(signals, numbers),
        not (signals or numbers) and _unsure(found, lexicon),
        found.gives_orders,
        parts_of(found, lexicon, language),
        bare_no,
        bare_yes,
        _led(text, found, numbers, lexicon),
        tuple(found.signal(each) for each in found.planned if not each.negated),
    )


def _led(text: str, found: Scan, numbers: tuple[Quantity, ...], lexicon: Lexicon) -> Topic | None:
    said = f"{bare(text)} "
    for name, topic in LEADS.items():
        if any(said.startswith(f"{each} ") for each in lexicon.cue_words[name]):
            return topic
    counted = (each for each in numbers if each.metric is Metric.TEAM_SIZE)
    if any(text.strip().startswith(each.quote) for each in counted):
        return Topic.SKILLS
    return Topic.SKILLS if _names_languages_only(found, lexicon) else None


def _names_languages_only(found: Scan, lexicon: Lexicon) -> bool:
    """ "Go y algo de Rust": an answer to nothing but what a team knows, or works in."""
    languages = {
        at
        for each in found.mentions
        if each.kind in {SignalKind.LANGUAGE, SignalKind.SKILL} and not each.negated
        for at in range(each.first, each.end)
    }
    joints = lexicon.cue_words["connecting"] | lexicon.cue_words["quantifiers"] | MARKS
    return bool(languages) and all(
        at in languages or found.texts[at] in joints for at in range(len(found.texts))
    )


def _unsure(found: Scan, lexicon: Lexicon) -> bool:
    """ "no sé", at the beginning of a clause. Where accents are left out "no se" begins other sentences too, so a
    phrase of that kind has to be the whole clause."""
    for first, end in found.sentences:
        for phrase in lexicon.unsure.find(found.texts[first:end]):
            begins = phrase.first == 0 or found.texts[first + phrase.first - 1] == COMMA
            ends = first + phrase.end == end or found.texts[first + phrase.end] == COMMA
            accented = not found.words[first + phrase.end - 1].raw.isascii()
            if begins and (ends or accented or phrase.phrase.senses[0].value == "dont_know"):
                return True
    return False


def _topics(signals: tuple[Signal, ...], numbers: tuple[Quantity, ...]) -> tuple[Topic, ...]:
    """A language or a memory size alone answers no question of its own."""
    said = {TOPIC_OF.get(each.kind) for each in signals} | {
        TOPIC_OF_NUMBER.get(each.metric) for each in numbers
    }
    return tuple(each for each in Topic if each in said)


def _signals(found: Scan, lexicon: Lexicon) -> tuple[Signal, ...]:
    """The signals of a text, each once, with what a technology implies right behind it."""
    signals: dict[tuple[SignalKind, str, bool], Signal] = {}
    for mention in found.mentions:
        for signal in (found.signal(mention), *_implied(mention, found, lexicon)):
            signals.setdefault((signal.kind, signal.value, signal.negated), signal)
    return tuple(signals.values())


def _implied(mention: Mention, found: Scan, lexicon: Lexicon) -> tuple[Signal, ...]:
    """Django is Python; SQLite is a database inside the process; DynamoDB is state outside it."""
    if mention.negated:
        return ()
    signal = found.signal(mention)
    shared = lexicon.shared
    if mention.kind is SignalKind.FRAMEWORK and mention.value in shared.written_in:
        return (replace(signal, kind=SignalKind.LANGUAGE, value=shared.written_in[mention.value]),)
    if mention.kind is SignalKind.DATASTORE and mention.value in shared.datastores["embedded"]:
        return (replace(signal, kind=SignalKind.STATE, value="embedded-db"),)
    if mention.kind is SignalKind.DATASTORE and mention.value in shared.datastores["managed"]:
        return (replace(signal, kind=SignalKind.STATE, value="external-state"),)
    return ()


# ---- files -----------------------------------------------------------------------------------------------


def read_file(file: TextFile, lexicon: Lexicon, language: str) -> tuple[tuple[FoundIn, Reading], ...]:
    """What a text file shows, by the first line that shows each thing.

    Prose is read like a message. Anything else is taken for a manifest: it names technologies and packages,
    and its numbers are not ours to interpret (the readers of each format do that).
    """
    name = file.name.lower().rsplit("/", 1)[-1]
    prose = name.endswith(PROSE) and _kind_of(name, lexicon) is None
    seen: set[tuple[SignalKind, str, bool]] = set()
    found: list[tuple[FoundIn, Reading]] = []
    told = _kind_of(name, lexicon)
    for number, line in enumerate(file.text[:MOST_READ].split("\n"), start=1):
        reading = read(line, lexicon, language) if prose else _listed(line, lexicon)
        if number == 1 and told is not None:
            reading = _with(reading, Signal(*told, file.name))
        fresh = tuple(each for each in reading.signals if (each.kind, each.value, each.negated) not in seen)
        seen |= {(each.kind, each.value, each.negated) for each in fresh}
        if fresh or reading.quantities:
            found.append((FoundIn(file.name, number), _only(reading, fresh)))
    return tuple(found)


def _kind_of(name: str, lexicon: Lexicon) -> tuple[SignalKind, str] | None:
    """What a file is by its name: "package.json" shows JavaScript."""
    ending = next((each for each in lexicon.shared.files if name.endswith(each)), None)
    if ending is None:
        return None
    kind, value = lexicon.shared.files[ending].split(".", 1)
    return SignalKind(kind), value


def _listed(line: str, lexicon: Lexicon) -> Reading:
    found = scan(line, lexicon, listing=True)
    signals = [each for each in _signals(found, lexicon) if each.kind in IN_A_MANIFEST]
    clients = lexicon.shared.datastores["clients"]
    signals += [replace(each, kind=SignalKind.PACKAGE) for each in signals if each.value in clients]
    return Reading(tuple(signals))


def _with(reading: Reading, signal: Signal) -> Reading:
    return replace(reading, signals=(signal, *reading.signals))


def _only(reading: Reading, signals: tuple[Signal, ...]) -> Reading:
    return replace(reading, signals=signals, topics=_topics(signals, reading.quantities))
