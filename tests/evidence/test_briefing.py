from decimal import Decimal

from bot.assessment.evidence.briefing import manifests_of
from bot.assessment.evidence.shapes import Evidence
from bot.assessment.packages import packages
from bot.core.answered import brief_from
from bot.core.brief import Brief, FoundIn, Known, Metric, Said, SignalKind, Topic
from bot.core.conflicts import conflicts
from bot.core.evidence import with_manifests
from bot.vocabulary import lexicon
from tests.evidence.told import of, of_folder

NOTHING = Brief()
GPU = "services:\n  api:\n    build: .\n    gpus: all\n"


def said(opening: str, **answers: str) -> Brief:
    return brief_from(opening, {Topic(name): text for name, text in answers.items()}, lexicon(), "es")


def told(evidence: Evidence, spoken: Brief = NOTHING, name: str = "") -> Brief:
    return with_manifests(spoken, manifests_of(evidence, name, packages(), lexicon()))


def of_files(name: str, spoken: Brief = NOTHING) -> Brief:
    return told(of_folder(name), spoken)


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
    found = told(of({"go.mod": "module a\n\nrequire modernc.org/sqlite v1.40.0\n"}))
    assert found.has(SignalKind.STATE, "embedded-db")
    assert of_files("functions").has(SignalKind.STATE, "external-state")


def test_memory_is_the_largest_and_instances_are_added_up() -> None:
    compose = "services:\n  a:\n    build: ./a\n    scale: 2\n    mem_limit: 1g\n"
    compose += "  b:\n    build: ./b\n    scale: 3\n    mem_limit: 256m\n"
    found = told(of({"compose.yaml": compose}))
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
    found = told(of({"compose.yaml": GPU}), spoken)
    assert [each.topic for each in conflicts(found)] == [Topic.DEPENDENCIES]


def test_people_name_the_language_of_a_module_and_the_file_its_packages() -> None:
    spoken = said("La API está en TypeScript")
    found = next(each for each in of_files("shop", spoken).components if each.name == "api")
    assert found.language == "typescript"
    assert "express" in found.packages


def test_files_answer_what_people_did_not_know() -> None:
    found = of_files("shop", said("API en Node", state=""))
    assert isinstance(found.answer(Topic.STATE), Known)


def test_a_file_that_comes_again_takes_the_place_of_what_it_told() -> None:
    one, three = (f"services:\n  a:\n    build: ./a\n    scale: {many}\n" for many in (1, 3))
    both = told(of({"compose.yaml": three}), told(of({"compose.yaml": one})))
    instances = both.quantity(Metric.INSTANCES)
    assert instances is not None
    assert instances.value == Decimal(3)
    assert both.components == told(of({"compose.yaml": three})).components
    assert len(both.covered) == 1


def test_what_only_a_former_self_told_is_gone_and_what_people_said_stays() -> None:
    spoken = said("API en Python; usamos numpy")
    first = told(of({"requirements.txt": "pillow==12\nnumpy==2\n"}), spoken)
    then = told(of({"requirements.txt": "flask==3\n"}), first)
    packages_then = {name for each in then.components for name in each.packages}
    assert "pillow" not in packages_then
    assert {"flask", "numpy"} <= packages_then
    assert then.has(SignalKind.PACKAGE, "numpy")


def test_what_several_files_tell_is_added_up_or_the_largest() -> None:
    first = told(of({"a/compose.yaml": "services:\n  a:\n    build: .\n    scale: 2\n    mem_limit: 1g\n"}))
    more = "services:\n  b:\n    build: .\n    scale: 3\n    mem_limit: 256m\n"
    both = told(of({"b/compose.yaml": more}), first, "b")
    instances, memory = both.quantity(Metric.INSTANCES), both.quantity(Metric.MEMORY_MB)
    assert instances is not None
    assert memory is not None
    assert (instances.value, memory.value) == (Decimal(5), Decimal(1024))


def test_what_may_hurt_is_kept_before_what_may_not() -> None:
    lines = [f"own-package-{at}==1" for at in range(5)] + ["flask==3", "pillow==12"]
    evidence = of({"requirements.txt": "\n".join(lines) + "\n"})
    found = manifests_of(evidence, "x", packages(), lexicon(), most=4)
    (part,) = found.parts
    assert len(part.packages) == 4
    assert "pillow" in part.packages
    assert found.covered.packages == 7
    assert (found.covered.unknown, len(found.covered.unknown_names)) == (5, 5)


def test_what_is_left_out_is_counted_and_the_first_gaps_are_named() -> None:
    broken = "".join(f"==={at}\n" for at in range(20))
    found = manifests_of(
        of({"requirements.txt": "flask\n" + broken, "x.bin": ""}), "x", packages(), lexicon()
    )
    assert found.covered.missed == 20
    assert len(found.covered.gaps) == 12
    assert found.covered.strangers == 1
