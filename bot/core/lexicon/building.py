"""How the lexicon is built, once and purely, from parsed TOML: what is alike in all languages and what each says."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pydantic import TypeAdapter

from bot.core.brief import SignalKind
from bot.core.lexicon.files import Aliases, LanguageFile, SharedFile
from bot.core.lexicon.lexicon import Lexicon, Numbers
from bot.core.lexicon.spelling import Words, spelling
from bot.core.phrases import Phrases, Sense
from bot.core.words import bare, fold, terms

_COLOURING = ("negation", "unwanted", "not-negated")  # cues that must not be hidden inside other phrases
_OPENING = "lead-"  # cues that are only looked for at the beginning of a message, and must hide no other
_JOINTS = ("per", "links", "rates")


def build(shared: Mapping[str, object], by_language: Mapping[str, Mapping[str, object]]) -> Lexicon:
    """A lexicon from the parsed files; raises pydantic.ValidationError for one that is malformed."""
    common = TypeAdapter(SharedFile).validate_python(shared)
    spoken = {each: TypeAdapter(LanguageFile).validate_python(by_language[each]) for each in by_language}
    phrases = Phrases(_signals(common, spoken))
    cues = Phrases(_cues(spoken))
    names = frozenset(term for text in common.names() for term in terms(text.removesuffix("*")))
    stop = {each: _unaccented_too(file.stop["words"]) for each, file in spoken.items()}
    kept = frozenset(fold(word) for words in (*stop.values(), common.plain["words"]) for word in words)
    return Lexicon(
        languages=tuple(spoken),
        shared=common,
        phrases=phrases,
        cues=cues,
        unsure=Phrases(_doubts(spoken)),
        numbers=MappingProxyType({each: _numbers(common, spoken, each) for each in spoken}),
        cue_words=_joined([file.cues for file in spoken.values()]),
        answers=_joined([file.answers for file in spoken.values()], bare),
        talks=_joined([file.talk for file in spoken.values()], bare),
        stop=MappingProxyType(stop),
        foreign=_foreign(common, spoken),
        commands=_named([file.commands for file in spoken.values()]),
        command_languages=_spoken_in({each: file.commands for each, file in spoken.items()}),
        command_words=_joined([file.command_words for file in spoken.values()], bare),
        topics=_named([file.topics for file in spoken.values()]),
        language_names=_named([file.language_names for file in spoken.values()]),
        labels=MappingProxyType({each: MappingProxyType(file.labels) for each, file in spoken.items()}),
        package_language=_package_languages(common),
        spelling=spelling(phrases.literals, names, kept, common.guarded),
    )


def _signals(common: SharedFile, spoken: Mapping[str, LanguageFile]) -> Iterator[tuple[str, Sense]]:
    for kind in SignalKind:
        files: tuple[SharedFile | LanguageFile, ...] = (common, *spoken.values())
        for file in files:
            for value, aliases in file.kind(kind).items():
                sense = Sense(kind.value, common.means.get(value, value), value)
                yield from ((alias, sense) for alias in (*_itself(file, value), *aliases))
    for line in (each for lines in common.package.values() for each in lines):
        name, *aliases = (each.strip() for each in line.split("|"))
        yield from ((alias, Sense(SignalKind.PACKAGE, name, name)) for alias in (name, *aliases))
    yield from ((text, Sense("plain", "")) for text in common.plain["phrases"])
    for each in spoken.values():
        yield from ((text, Sense("order", "")) for text in each.orders["phrases"])
        for cue in _COLOURING:
            yield from ((text, Sense(f"cue.{cue}", "")) for text in each.cues[cue])


def _itself(file: SharedFile | LanguageFile, value: str) -> tuple[str, ...]:
    """A technology's id is one of its names; the ids of what a language describes are ours alone."""
    return (value,) if isinstance(file, SharedFile) and value not in file.nameless else ()


def _cues(spoken: Mapping[str, LanguageFile]) -> Iterator[tuple[str, Sense]]:
    for file in spoken.values():
        for family, entries in (("cue", file.cues), ("measure", file.measures)):
            for name, texts in entries.items():
                if name not in _COLOURING and not name.startswith(_OPENING):
                    yield from ((text, Sense(f"{family}.{name}", "")) for text in texts)


def _doubts(spoken: Mapping[str, LanguageFile]) -> Iterator[tuple[str, Sense]]:
    for file in spoken.values():
        for name in ("dont_know", "alone"):
            yield from ((text, Sense("unsure", name)) for text in file.answers[name])


def _foreign(common: SharedFile, spoken: Mapping[str, LanguageFile]) -> Mapping[str, Words]:
    """The words of languages that we do not speak."""
    return MappingProxyType(
        {each: frozenset(words) for each, words in common.foreign.items() if each not in spoken}
    )


def _numbers(common: SharedFile, spoken: Mapping[str, LanguageFile], language: str) -> Numbers:
    """The language's own words win over those of the others ("mil" is a thousand, or a million)."""
    files = [file for each, file in spoken.items() if each != language] + [spoken[language]]
    units = {terms(word): unit for unit, words in common.units.items() for word in words}
    magnitudes = {terms(word): value for word, value in common.magnitude.items()}
    for file in files:
        units |= {
            terms(word): unit for unit, words in file.units.items() if unit not in _JOINTS for word in words
        }
        magnitudes |= {terms(word): value for word, value in file.magnitude.items()}
    return Numbers(
        spoken[language].decimal_comma,
        MappingProxyType(units),
        MappingProxyType(magnitudes),
        MappingProxyType({fold(word): value for word, value in spoken[language].numerals.items()}),
        *(frozenset(fold(word) for file in files for word in file.units[joint]) for joint in _JOINTS),
    )


def _unaccented_too(words: list[str]) -> Words:
    """People leave accents out; a word so short that it becomes another one keeps them."""
    return frozenset(words) | {fold(each) for each in words if len(each) > 2}


def _spaced(text: str) -> str:
    return " ".join(terms(text))


def _joined(tables: list[Aliases], folded: Callable[[str], str] = _spaced) -> Mapping[str, Words]:
    """Words of all languages under one name, folded."""
    names = {name for table in tables for name in table}
    return MappingProxyType(
        {
            name: frozenset(folded(word) for table in tables for word in table.get(name, ()))
            for name in sorted(names)
        }
    )


def _named(tables: list[Aliases]) -> Mapping[str, str]:
    """Folded phrase → what it names; the first language wins where two disagree."""
    named: dict[str, str] = {}
    for table in tables:
        for name, phrases in table.items():
            for phrase in phrases:
                named.setdefault(bare(phrase), name)
    return MappingProxyType(named)


def _spoken_in(tables: Mapping[str, Aliases]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, table in tables.items():
        for phrase in {bare(each) for phrases in table.values() for each in phrases}:
            found[phrase] = (*found.get(phrase, ()), language)
    return MappingProxyType(found)


def _package_languages(common: SharedFile) -> Mapping[str, str]:
    return MappingProxyType(
        {
            line.split("|")[0].strip(): language
            for language, lines in common.package.items()
            if language != "any"
            for line in lines
        }
    )
