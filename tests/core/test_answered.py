"""Answers that were written down beforehand read as if they had been said."""

import pytest

from bot.core.answered import brief_from
from bot.core.brief import Brief, Known, Meaning, Metric, SignalKind, Topic, Unknown
from bot.vocabulary import lexicon
from tests.core.talking import Talk

OPENING = "AWS Lambda con Python y Node.js. Sufrimos arranques en frío"
TRAFFIC = "4 millones al mes, 120 ms, 5 ms de CPU, 512 MB"
ANSWERS = {Topic.TRAFFIC: TRAFFIC, Topic.DEPENDENCIES: "jinja2, nada nativo", Topic.SKILLS: "Rust no"}


def meanings(brief: Brief) -> dict[Topic, set[Meaning]]:
    return {topic: {each.meaning for each in answer.signals} for topic, answer in brief.known()}


def numbers(brief: Brief) -> dict[Metric, str]:
    return {each.metric: str(each.value) for _, answer in brief.known() for each in answer.quantities}


def test_it_reads_what_a_conversation_reads() -> None:
    talk = Talk()
    talk.open(OPENING)
    for _ in range(7):
        answer = ANSWERS.get(talk.asks())
        talk.say(answer or "saltar")
        if talk.phase.kind != "interviewing":
            break
    spoken, written = talk.phase.brief, brief_from(OPENING, ANSWERS, lexicon())
    assert {Topic.TRAFFIC, Topic.DEPENDENCIES, Topic.SKILLS} <= meanings(written).keys()
    assert meanings(written) == meanings(spoken)
    assert numbers(written) == numbers(spoken)
    assert written.components == spoken.components


def test_the_order_of_the_lines_does_not_matter() -> None:
    backwards = dict(reversed(ANSWERS.items()))
    assert brief_from(OPENING, backwards, lexicon()) == brief_from(OPENING, ANSWERS, lexicon())


@pytest.mark.parametrize(("text", "skipped"), [("", True), ("  ", True), ("no lo sabemos", False)])
def test_what_nobody_knows_stays_unknown(text: str, skipped: bool) -> None:
    answer = brief_from(OPENING, {Topic.TRAFFIC: text}, lexicon()).answer(Topic.TRAFFIC)
    assert isinstance(answer, Unknown)
    assert answer.skipped is skipped


def test_a_skipped_line_does_not_take_back_what_the_opening_says() -> None:
    answer = brief_from(OPENING, {Topic.INFRASTRUCTURE: ""}, lexicon()).answer(Topic.INFRASTRUCTURE)
    assert isinstance(answer, Known)


def test_the_language_is_told_by_the_opening_or_asked_for() -> None:
    traffic = {Topic.TRAFFIC: "1.900 requests a month, 5 ms of CPU"}
    english = brief_from("Our API runs on AWS Lambda in Go with Redis", traffic, lexicon())
    spanish = brief_from("AWS Lambda, Go", traffic, lexicon(), "es")
    assert numbers(english)[Metric.REQUESTS_PER_MONTH] == "1.9"
    assert numbers(spanish)[Metric.REQUESTS_PER_MONTH] == "1900"


def test_a_thread_word_is_obeyed_as_in_a_thread() -> None:
    brief = brief_from(OPENING, {Topic.BUDGET: "saltar", Topic.SKILLS: "Go"}, lexicon())
    assert isinstance(brief.answer(Topic.BUDGET), Unknown)
    assert brief.has(SignalKind.SKILL, "go")
