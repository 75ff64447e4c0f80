"""Folders as teams have them: after they were read, people are asked only what no file can tell."""

from pathlib import Path

import pytest

from bot.core.brief import Brief, Metric, SignalKind
from bot.core.events import ManifestFile, Mode
from bot.core.evidence import with_manifests
from bot.core.homes import HOME, home_of_number
from bot.core.interview import open_topics
from bot.hosting.files import taken
from bot.hosting.manifests import understood
from tests.hosting.test_files import packed

FOLDERS = Path(__file__).parents[1] / "evidence" / "folders"
REST = ["problem", "traffic", "skills", "target", "budget", "compliance"]
SEVEN = ["infrastructure", "problem", "traffic", "state", "skills", "target", "compliance"]
ASKED = {
    "shop": REST,
    "functions": REST,
    "gpu": [
        "problem",
        "traffic",
        "state",
        "target",
        "budget",
        "compliance",
    ],  # one part can move; a team in Go
    "scripts": SEVEN,  # packages alone tell neither where they run nor what is stored
}
ONLY_PEOPLE = {
    *(SignalKind.SYMPTOM, SignalKind.GOAL, SignalKind.LOAD, SignalKind.SKILL, SignalKind.COMPLIANCE),
}
OF_RUNNING = {Metric.MEMORY_MB, Metric.INSTANCES}


def brief_of(folder: str) -> Brief:
    root = FOLDERS / folder
    files = {
        each.relative_to(root).as_posix(): each.read_text(encoding="utf-8")
        for each in sorted(root.rglob("*"))
        if each.is_file()
    }
    ((_, found),) = understood([("", taken(f"{folder}.zip", packed(files)))])
    assert isinstance(found, ManifestFile)
    return with_manifests(Brief(), found.found)


@pytest.mark.parametrize("folder", ASKED)
def test_the_interview_asks_only_the_rest(folder: str) -> None:
    assert [each.value for each in open_topics(brief_of(folder), Mode.PRO)] == ASKED[folder]


@pytest.mark.parametrize("folder", ASKED)
def test_files_tell_nothing_that_only_people_know(folder: str) -> None:
    known = [each for _, each in brief_of(folder).known()]
    assert not {each.kind for one in known for each in one.signals} & ONLY_PEOPLE
    assert {each.metric for one in known for each in one.quantities} <= OF_RUNNING


@pytest.mark.parametrize("folder", ASKED)
def test_everything_stands_at_its_topic_with_its_line(folder: str) -> None:
    for topic, known in brief_of(folder).known():
        assert all(HOME[each.kind] is topic and each.at for each in known.signals)
        assert all(home_of_number(each.metric) is topic and each.at for each in known.quantities)
