"""The lexicon files: alike in shape, strict about their sections, and each phrase findable."""

import tomllib
from importlib import resources

import pytest
from pydantic import ValidationError

from bot.core.brief import Topic
from bot.core.commands import Word
from bot.core.lexicon import build
from bot.core.phrases import GAP, STEM, Phrases, Sense, elements
from bot.core.words import words_of
from bot.vocabulary import lexicon
from bot.wording import wording

LEXICON = lexicon()
SHARED = tomllib.loads((resources.files("prompts") / "lexicon.toml").read_text(encoding="utf-8"))
SPOKEN = {each: wording().table(each, "lexicon") for each in wording().languages}
TOLD_BY_KIND = {"platform", "symptom", "goal", "use", "state", "role", "load", "compliance"}


def test_every_language_fills_the_same_sections_and_cues() -> None:
    first, *others = SPOKEN.values()
    for other in others:
        assert other.keys() == first.keys()
        for section in (
            first.keys() - TOLD_BY_KIND - {"decimal_comma", "numerals", "magnitude", "language_names"}
        ):
            assert dict(other)[section].keys() == dict(first)[section].keys(), section  # type: ignore[union-attr]  # a table, since the keys are those of the shape


def test_every_language_can_say_every_command_topic_and_language() -> None:
    for table in SPOKEN.values():
        commands, topics, names = (dict(table)[each] for each in ("commands", "topics", "language_names"))
        assert set(commands) == set(Word)
        assert set(topics) == set(Topic)
        assert set(names) == set(SPOKEN)


def test_a_misspelt_section_is_refused() -> None:
    with pytest.raises(ValidationError):
        build({**SHARED, "platfrom": {}}, SPOKEN)
    with pytest.raises(ValidationError):
        build(SHARED, {"es": {**SPOKEN["es"], "synptom": {}}})


def test_one_language_alone_is_a_lexicon_and_the_others_are_foreign_or_unknown() -> None:
    alone = build(SHARED, {"en": SPOKEN["en"]})
    assert alone.languages == ("en",)
    assert "pt" in alone.foreign


def test_stems_are_long_enough_to_be_looked_up() -> None:
    begins = [phrase[0] for phrase in LEXICON.phrases.every]
    assert [each for each in begins if each.endswith("*") and len(each) <= STEM] == []


def test_every_phrase_is_found_where_it_stands() -> None:
    for phrase in LEXICON.phrases.every:
        text = " ".join(each.removesuffix("*") for each in phrase if each != GAP)
        found = LEXICON.phrases.find([word.text for word in words_of(text)])
        assert found, phrase


def test_phrases_take_the_longest_and_gaps_stay_in_their_clause() -> None:
    short, long, gap = (Sense("plain", each) for each in ("short", "long", "gap"))
    phrases = Phrases([("cold", short), ("cold start", long), ("data ... inside", gap), ("star* up", short)])
    assert elements("data ... inside*") == ("data", GAP, "inside*")
    for text, values in {
        "a cold start here": ["long"],
        "cold": ["short"],
        "starting up": ["short"],
        "data lives well inside": ["gap"],
        "data inside": ["gap"],
        "data a b c d e f inside": [],
        "data , inside": [],
        "data lives": [],
        "start": [],
    }.items():
        found = phrases.find(text.split())
        assert [sense.value for each in found for sense in each.phrase.senses] == values, text
