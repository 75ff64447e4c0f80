"""A plan's code as files: those that have a name, each under one of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assessment.facts import knowledge
from bot.core.document import Code, Document, File, Node
from bot.core.notices import PlanPosted
from bot.presenter import Library, present
from bot.presenter.code_files import code_files, distinct
from bot.wording import wording

LIBRARY = Library(knowledge(), date(2026, 11, 22))


def presented(*nodes: Node) -> list[File]:
    shown = present(PlanPosted(Document(nodes), changed=False), "en", wording(), LIBRARY).document
    return [each for each in shown.nodes if isinstance(each, File)]


def test_the_code_of_a_plan_goes_along_after_the_whole_of_it() -> None:
    whole, *code = presented(Code("wit", "world api;", "wit/world.wit"), Code("toml", "x = 1", "spin.toml"))
    assert whole.name == "plan.md"
    assert "world api;" in whole.text
    assert code == [File("world.wit", "world api;\n"), File("spin.toml", "x = 1\n")]


@pytest.mark.parametrize("title", ["", "what to run", "src/", "a\nb.rs"])
def test_code_without_a_file_name_is_no_file(title: str) -> None:
    assert code_files(Document((Code("sh", "spin up", title),))) == ()


NAMES = {
    ("spin.toml", "wit/world.wit"): ["spin.toml", "world.wit"],
    ("api/src/lib.rs", "etl/src/lib.rs", "spin.toml"): ["api-src-lib.rs", "etl-src-lib.rs", "spin.toml"],
    ("src/Lib.rs", "lib.rs"): ["src-Lib.rs", "lib.rs"],
    ("api\\app.py", "/etl/app.py"): ["api-app.py", "etl-app.py"],
    ("app.py", "app.py", "app-2.py"): ["app.py", "app-2.py", "app-2-2.py"],
    ("Dockerfile", "Dockerfile"): ["Dockerfile", "Dockerfile-2"],
}


@pytest.mark.parametrize(("paths", "names"), NAMES.items())
def test_a_name_is_the_end_of_the_path_and_says_more_where_several_end_alike(
    paths: tuple[str, ...], names: list[str]
) -> None:
    assert distinct(paths) == names


@given(st.lists(st.text("aA/\\.-2", min_size=1, max_size=6), max_size=12))
def test_no_two_names_are_alike(paths: list[str]) -> None:
    names = distinct(paths)
    assert len(names) == len(paths)
    assert len({each.casefold() for each in names}) == len(names)
    assert not any(mark in each for each in names for mark in "/\\")
