"""Manifests in a conversation: they are read before anything is asked, and what they answer is not asked."""

from decimal import Decimal

import pytest

from bot.core.brief import (
    Brief,
    Component,
    Covered,
    FoundIn,
    Known,
    Manifests,
    Metric,
    Quantity,
    Requirement,
    Said,
    Signal,
    SignalKind,
    Topic,
    Unknown,
)
from bot.core.conversation import Delivered, Interviewing, Planning
from bot.core.events import AnyFile, Cleaning, FileShared, ManifestFile, Mode, Started
from bot.core.evidence import with_manifests
from bot.core.interview import open_topics
from bot.core.notices import CleanedUp, FileRead, Question
from tests.core.talking import Talk, asked, asked_traffic, planned

K = SignalKind
NEVER_ASKED = {Topic.INFRASTRUCTURE, Topic.APPLICATION, Topic.STATE, Topic.DEPENDENCIES}


def place(line: int, file: str = "compose.yaml") -> FoundIn:
    return FoundIn(file, line)


def signal(kind: SignalKind, value: str, line: int, part: str | None = None) -> Signal:
    return Signal(kind, value, value, at=place(line), part=part)


def covered(name: str = "shop.zip") -> Covered:
    return Covered(name, (("compose", 1),), 0, 3, 1, ("own",), 0, ())


API = Component(
    "api",
    "api",
    "python",
    None,
    ("flask", "pillow"),
    at=place(2),
    language_at=place(1, "Dockerfile"),
    requires=tuple(
        Requirement("pypi", name, "1", place(line, "requirements.txt"))
        for line, name in enumerate(("flask", "pillow"), start=1)
    ),
)
SHOP = Manifests(
    covered(),
    (API,),
    (
        signal(K.PLATFORM, "docker", 1),
        signal(K.LANGUAGE, "python", 2, "api"),
        signal(K.DATASTORE, "postgresql", 7),
    ),
    (Quantity(Metric.MEMORY_MB, Decimal(512), "512m", place(5)),),
)


def file(found: Manifests = SHOP, cleaning: Cleaning = Cleaning()) -> ManifestFile:  # noqa: B008 - frozen
    return ManifestFile(found.covered.name, found, cleaning)


def open_with(text: str, *files: AnyFile) -> Talk:
    talk = Talk()
    talk.send(Started(*talk.stamp(), text, files=files))
    return talk


def share(talk: Talk, found: Manifests = SHOP) -> list[str]:
    return talk.send(FileShared(*talk.stamp(), file(found)))


def brief(talk: Talk) -> Brief:
    return talk.phase.brief


def test_files_are_read_first_and_what_they_answer_is_not_asked() -> None:
    talk = open_with("", file())
    assert talk.names[:2] == ["file_read", "understood"]
    while isinstance(talk.phase, Interviewing):
        talk.press("command", "skip")
    assert {each.topic for each in talk.asked}.isdisjoint(NEVER_ASKED)
    assert Topic.PROBLEM in {each.topic for each in talk.asked}


def test_memory_alone_does_not_answer_the_load() -> None:
    talk = open_with("arranques en frío", file())
    assert talk.asks() is Topic.TRAFFIC
    memory = brief(talk).quantity(Metric.MEMORY_MB)
    assert memory is not None
    assert memory.at == place(5)


def test_what_was_read_is_told_with_its_parts_without_their_packages() -> None:
    talk = open_with("", file(cleaning=Cleaning(secrets=1)))
    cleaned, read = talk.notices[:2]
    assert isinstance(cleaned, CleanedUp)
    assert isinstance(read, FileRead)
    assert read.covered == covered()
    assert [(each.name, each.at, each.packages, each.requires) for each in read.parts] == [
        ("api", place(2), (), ())
    ]
    assert set(read.topics) == NEVER_ASKED | {Topic.TRAFFIC}


@pytest.mark.parametrize("topic", [Topic.INFRASTRUCTURE, Topic.STATE, Topic.DEPENDENCIES])
def test_a_file_that_answers_the_open_question_goes_on_with_the_interview(topic: Topic) -> None:
    talk = asked(topic)
    share(talk)
    assert talk.names[0] == "file_read"
    assert talk.names[-1] == "question"
    assert talk.asks() is not topic


@pytest.mark.parametrize("topic", [Topic.TRAFFIC, Topic.PROBLEM, Topic.BUDGET, Topic.COMPLIANCE])
def test_a_file_that_only_adds_to_the_open_question_leaves_it_open(topic: Topic) -> None:
    talk = asked(topic)
    assert share(talk) == ["file_read"]
    assert isinstance(talk.phase, Interviewing)
    assert talk.phase.open is not None
    assert talk.phase.open.topic is topic


def test_a_file_where_nothing_is_asked_any_more_begins_nothing() -> None:
    talk = planned()
    talk.fail()
    assert share(talk) == ["file_read"]


def test_files_answer_what_nobody_knew() -> None:
    talk = asked(Topic.STATE)
    talk.say("no sé")
    assert isinstance(brief(talk).answer(Topic.STATE), Unknown)
    share(talk)
    assert isinstance(brief(talk).answer(Topic.STATE), Known)


def test_what_files_and_people_say_against_each_other_is_asked_once() -> None:
    gpu = Manifests(covered(), (API,), (signal(K.USE, "gpu", 4, "api"),))
    talk = open_with("API en Python en AWS. Arranques en frío. No usamos GPU", file(gpu))
    assert talk.question.conflict is not None
    assert {each.at for each in (talk.question.conflict.earlier, talk.question.conflict.later)} == {
        None,
        place(4),
    }
    while isinstance(talk.phase, Interviewing):
        talk.press("command", "skip")
    assert sum(each.conflict is not None for each in talk.asked) == 1


def test_what_settles_a_contradiction_leaves_what_else_files_tell() -> None:
    uses = (signal(K.USE, "gpu", 4, "api"), signal(K.USE, "processes", 6, "api"))
    talk = open_with(
        "API en Python en AWS. Arranques en frío. No usamos GPU", file(Manifests(covered(), (API,), uses))
    )
    talk.say("No usamos GPU")
    known = brief(talk).answer(Topic.DEPENDENCIES)
    assert isinstance(known, Known)
    assert not brief(talk).has(K.USE, "gpu")
    assert [(each.value, each.at) for each in known.signals if not each.negated] == [("processes", place(6))]
    assert place(6) in known.also
    share(talk, Manifests(covered()))
    share(talk, Manifests(covered(), (), (signal(K.PLATFORM, "docker", 1),)))
    assert not brief(talk).has(K.USE, "processes")


def test_a_file_while_the_plan_is_written_begins_it_anew_and_the_same_one_again_does_not() -> None:
    talk = planned()
    assert share(talk)[-1] == "make_plan"
    assert isinstance(talk.phase, Planning)
    assert share(talk) == ["file_read"]


def test_a_file_after_the_plan_begins_another() -> None:
    talk = planned()
    talk.finish()
    assert isinstance(talk.phase, Delivered)
    assert "make_plan" in share(talk)


def test_a_file_takes_an_ended_conversation_up() -> None:
    talk = asked_traffic()
    talk.say("para")
    share(talk)
    assert isinstance(talk.phase, Interviewing)


def test_opened_again_with_manifests_they_are_read_too() -> None:
    talk = asked_traffic()
    talk.send(Started(*talk.stamp(), "", files=(file(),)))
    assert [each.kind for each in talk.notices if isinstance(each, FileRead | Question)] == ["file_read"]


def test_edits_do_not_take_back_what_a_file_says() -> None:
    talk = Talk()
    talk.send(Started(*talk.stamp(), "Corre en Kubernetes", files=(file(),)))
    talk.delete("e1")
    known = brief(talk).answer(Topic.INFRASTRUCTURE)
    assert isinstance(known, Known)
    assert brief(talk).has(K.PLATFORM, "docker")


def test_files_never_answer_what_only_people_know() -> None:
    asks = open_topics(with_manifests(Brief(), SHOP), Mode.PRO)
    assert {Topic.PROBLEM, Topic.TRAFFIC, Topic.BUDGET, Topic.COMPLIANCE} <= set(asks)


# ---- the parts of files and those that people name


def spoken(*parts: Component) -> Brief:
    return Brief(components=parts)


def parts(said: Brief, *read: Component) -> list[tuple[str, str, str | None, str | None]]:
    found = with_manifests(said, Manifests(covered(), read))
    return [(each.name, each.label, each.language, each.role) for each in found.components]


def declared(name: str, language: str | None, file: str, role: str | None = None) -> Component:
    at = place(1, file)
    return Component(name, name, language, role, at=at, language_at=at if language else None)


def test_the_only_part_of_a_language_is_the_one_that_people_named() -> None:
    api = Component("api", "API", "python", "api")
    etl = Component("etl", "ETL", "javascript", "etl")
    found = parts(spoken(api, etl), declared("python", "python", "requirements.txt"))
    assert found == [("python", "API", "python", "api"), ("etl", "ETL", "javascript", "etl")]


def test_one_of_several_in_a_language_is_not_taken_for_the_one_that_people_named() -> None:
    read = (declared("catalog", "python", "a/x"), declared("billing", "python", "b/x"))
    found = parts(spoken(Component("api", "API", "python", "api")), *read)
    assert [name for name, *_ in found] == ["catalog", "billing", "api"]


def test_a_part_is_known_by_its_role() -> None:
    read = (declared("shop-api", "go", "a/x", "api"), declared("billing", "go", "b/x"))
    assert parts(spoken(Component("api", "API", None, "api")), *read)[0] == ("shop-api", "API", "go", "api")


def test_a_language_that_somebody_dropped_gives_way_to_the_parts_in_it() -> None:
    read = (declared("a", "go", "a/x"), declared("b", "go", "b/x"))
    assert [name for name, *_ in parts(spoken(Component("go", "Go", "go", None)), *read)] == ["a", "b"]


def test_parts_of_two_languages_in_one_folder_stay_two() -> None:
    said = spoken(declared("python", "python", "requirements.txt"))
    assert [name for name, *_ in parts(said, declared("shop", "javascript", "package.json"))] == [
        "shop",
        "python",
    ]


def test_the_line_of_a_language_that_people_overruled_is_not_shown() -> None:
    said = spoken(Component("api", "API", "typescript", "api"))
    read = Component("api", "api", "python", None, at=place(2), language_at=place(3))
    (found,) = with_manifests(said, Manifests(covered(), (read,))).components
    assert (found.language, found.language_at, found.at) == ("typescript", None, place(2))


def test_what_is_said_later_of_a_part_keeps_its_lines() -> None:
    talk = open_with("", file())
    talk.say("La API es la parte que importa, y la factura es alta")
    (found,) = brief(talk).components
    assert (found.name, found.role, found.at) == ("api", "api", place(2))
    assert len(found.requires) == 2


def test_what_is_said_of_one_of_several_parts_in_a_language_is_a_part_of_its_own() -> None:
    read = (declared("catalog", "python", "a/x"), declared("billing", "python", "b/x"))
    talk = open_with("", file(Manifests(covered(), read)))
    talk.say("Tenemos un ETL en Python")
    assert [each.name for each in brief(talk).components] == ["catalog", "billing", "etl"]


def test_changing_the_application_keeps_what_files_declare() -> None:
    talk = open_with("Un ETL en Node", file())
    talk.say("cambiar aplicación: es un servicio en Go")
    assert "api" in {each.name for each in brief(talk).components}


def test_a_number_of_people_counts_beside_that_of_a_file() -> None:
    talk = open_with("3M de peticiones al mes con 300 MB de memoria", file())
    known = brief(talk).answer(Topic.TRAFFIC)
    assert isinstance(known, Known)
    assert isinstance(known.origin, Said)
    memory = brief(talk).quantity(Metric.MEMORY_MB)
    assert memory is not None
    assert memory.value == 300
