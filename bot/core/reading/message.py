"""What a text says: its signals with what they imply, its numbers and parts, and how it begins."""

from dataclasses import dataclass, replace

from bot.core.brief import Component, Meaning, Metric, Quantity, Signal, SignalKind, Topic
from bot.core.homes import topics_answered
from bot.core.lexicon import Lexicon
from bot.core.reading.ground import Mention
from bot.core.reading.mentions import Scan, scan
from bot.core.reading.parts import parts_of
from bot.core.reading.quantities import quantities
from bot.core.words import COMMA, MARKS, bare

LEADS = {
    "lead-budget": Topic.BUDGET,
    "lead-skills": Topic.SKILLS,
    "lead-target": Topic.TARGET,
    "lead-compliance": Topic.COMPLIANCE,
}


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
    signals = signals_of(found, lexicon)
    numbers = quantities(found, lexicon, language, about)
    whole = bare(text)
    bare_no, bare_yes = whole in lexicon.talk("no"), whole in lexicon.answers["yes"]
    return Reading(
        signals,
        numbers,
        topics_answered(signals, numbers),
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


def signals_of(found: Scan, lexicon: Lexicon) -> tuple[Signal, ...]:
    """The signals of a text, each once, with what a technology implies right behind it."""
    signals: dict[Meaning, Signal] = {}
    for mention in found.mentions:
        for signal in (found.signal(mention), *_implied(mention, found, lexicon)):
            signals.setdefault(signal.meaning, signal)
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
