from decimal import Decimal

import pytest

from bot.assessment.evidence.briefing import briefing
from bot.assessment.verdict import assess
from bot.core.answered import brief_from
from bot.core.brief import Brief, FoundIn, Known, Metric, Said, SignalKind, Topic
from bot.core.conflicts import conflicts
from bot.vocabulary import lexicon
from tests.evidence.told import TODAY, decided, known, of, of_folder

NOTHING = Brief()
GPU = "services:\n  api:\n    build: .\n    gpus: all\n"


def said(opening: str, **answers: str) -> Brief:
    return brief_from(opening, {Topic(name): text for name, text in answers.items()}, lexicon(), "es")


def of_files(name: str, spoken: Brief = NOTHING) -> Brief:
    return briefing(of_folder(name), spoken, lexicon())


def answer(brief: Brief, topic: Topic) -> Known:
    found = brief.answer(topic)
    assert isinstance(found, Known)
    return found


def test_an_answer_rests_on_the_lines_that_told_it() -> None:
    found = answer(of_files("shop"), Topic.INFRASTRUCTURE)
    assert found.origin == FoundIn("docker-compose.yml", 1)
    assert [(each.kind, each.value) for each in found.signals] == [(SignalKind.PLATFORM, "docker")]


def test_every_origin_is_a_file_when_nobody_spoke() -> None:
    origins = [origin for _, each in of_files("shop").known() for origin in (each.origin, *each.also)]
    assert origins
    assert all(isinstance(each, FoundIn) for each in origins)


def test_a_datastore_tells_where_state_lives_as_it_does_in_words() -> None:
    found = briefing(of({"go.mod": "module a\n\nrequire modernc.org/sqlite v1.40.0\n"}), NOTHING, lexicon())
    assert found.has(SignalKind.STATE, "embedded-db")
    assert of_files("functions").has(SignalKind.STATE, "external-state")


def test_memory_is_the_largest_and_instances_are_added_up() -> None:
    compose = "services:\n  a:\n    build: ./a\n    scale: 2\n    mem_limit: 1g\n"
    compose += "  b:\n    build: ./b\n    scale: 3\n    mem_limit: 256m\n"
    found = briefing(of({"compose.yaml": compose}), NOTHING, lexicon())
    memory, instances = found.quantity(Metric.MEMORY_MB), found.quantity(Metric.INSTANCES)
    assert memory is not None
    assert instances is not None
    assert (memory.value, instances.value) == (Decimal(1024), Decimal(5))


def test_a_number_that_people_give_wins_and_the_files_stays_beside_it() -> None:
    spoken = said("API en Node", traffic="3 millones de peticiones al mes, 300 MB de memoria")
    found = of_files("shop", spoken)
    winner = found.quantity(Metric.MEMORY_MB)
    assert winner is not None
    assert winner.value == Decimal(300)
    every = [
        each.value for _, one in found.known() for each in one.quantities if each.metric is Metric.MEMORY_MB
    ]
    assert every == [Decimal(1024), Decimal(300)]


def test_people_are_quoted_before_files_and_both_are_named() -> None:
    found = answer(of_files("shop", said("corre en Kubernetes")), Topic.INFRASTRUCTURE)
    assert isinstance(found.origin, Said)
    assert FoundIn("docker-compose.yml", 1) in found.also
    assert {each.value for each in found.signals} == {"kubernetes", "docker"}


def test_what_cannot_both_hold_is_kept_as_a_conflict() -> None:
    spoken = said("API en Python", dependencies="no usamos GPU")
    found = briefing(of({"compose.yaml": GPU}), spoken, lexicon())
    assert [each.topic for each in conflicts(found)] == [Topic.DEPENDENCIES]


def test_people_name_the_language_of_a_module_and_the_file_its_packages() -> None:
    spoken = said("La API está en TypeScript")
    found = next(each for each in of_files("shop", spoken).components if each.name == "api")
    assert found.language == "typescript"
    assert "express" in found.packages


def test_files_answer_what_people_did_not_know() -> None:
    found = of_files("shop", said("API en Node", state=""))
    assert isinstance(found.answer(Topic.STATE), Known)


@pytest.mark.parametrize("name", ["shop", "functions", "scripts", "gpu"])
@pytest.mark.parametrize("opening", ["", "Los arranques en frío son largos y la carga va a ráfagas"])
def test_the_brief_is_decided_as_its_traced_twin(name: str, opening: str) -> None:
    spoken = said(opening) if opening else NOTHING
    twin = decided(of_folder(name), spoken).assessment
    plain = assess(of_files(name, spoken), known(), TODAY)
    assert (plain.verdict, plain.confidence) == (twin.verdict, twin.confidence)
    assert {(each.rule, each.component) for each in plain.findings} == {
        (each.rule, each.component) for each in twin.findings
    }
