"""What holds of every reader of packages whatever the text: it raises nothing, and points at lines that are there."""

import json
import string
import tomllib
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assessment.manifests.format import Format
from bot.assessment.manifests.formats_packages import FORMATS
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.shapes import Manifest
from bot.assessment.manifests.toml_lines import toml_tree
from bot.assessment.manifests.tree import Node, Row, Scalar
from tests.manifests.test_package_json import PACKAGE
from tests.manifests.test_package_lock import VERSION_1, VERSION_3
from tests.manifests.test_pipfile import LOCK, PIPFILE
from tests.manifests.test_pnpm_lock import VERSION_9
from tests.manifests.test_pnpm_lock_older import VERSION_5, VERSION_6
from tests.manifests.test_poetry_lock import POETRY_1, POETRY_2
from tests.manifests.test_pyproject import POETRY, PROJECT
from tests.manifests.test_requirements_txt import BY_HAND, COMPILED
from tests.manifests.test_setup_cfg import CFG
from tests.manifests.test_uv_lock import UV
from tests.manifests.test_yarn_lock import BERRY, CLASSIC

SAMPLES = {
    "requirements.txt": (BY_HAND, COMPILED),
    "pyproject.toml": (PROJECT, POETRY),
    "uv.lock": (UV,),
    "poetry.lock": (POETRY_1, POETRY_2),
    "Pipfile": (PIPFILE,),
    "Pipfile.lock": (LOCK,),
    "setup.cfg": (CFG,),
    "package.json": (PACKAGE,),
    "package-lock.json": (VERSION_1, VERSION_3),
    "pnpm-lock.yaml": (VERSION_5, VERSION_6, VERSION_9),
    "yarn.lock": (CLASSIC, BERRY),
}
PIECES = [
    "\n",
    "\r",
    "\x85",
    '"',
    "'",
    '"""',
    "[",
    "]",
    "{",
    "}",
    "[[",
    "=",
    ":",
    ",",
    "\\",
    "#",
    "@",
    "&a ",
    "*a",
    "{{ x }}",
]
SOUP = st.lists(
    st.sampled_from([*PIECES, "name", "dependencies", "packages", " ", "  ", "1.0", "-", "/", "ÿ", "\ufffd"])
)
FEW = settings(max_examples=25, deadline=None)

by_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: str(form.id))


def holds(form: Format, text: str) -> Manifest:
    """The manifest of a text, after what holds of every one."""
    manifest = form.read("a/file", text)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    kinds = (manifest.dependencies, manifest.parts, manifest.traits, manifest.figures, manifest.unread)
    for kind in kinds:
        assert len(kind) <= 10_000
        for each in kind:
            assert each.at.file == "a/file"
            assert 1 <= each.at.line <= lines
    for each in manifest.dependencies:
        assert 0 < len(each.name) <= 500
        assert "\n" not in "".join((each.name, *each.through))
        assert not (each.direct and each.through)
        assert len(each.version) <= 200
    return manifest


def test_every_format_has_its_samples_and_matches_its_own_name_only() -> None:
    assert {each.id for each in FORMATS} == set(SAMPLES)
    for name in SAMPLES:
        assert [each.id for each in FORMATS if each.matches(name.lower())] == [name]


@by_format
def test_the_samples_hold(form: Format) -> None:
    for text in SAMPLES[form.id]:
        assert holds(form, text).dependencies
        assert holds(form, text.replace("\n", "\r\n")).dependencies == holds(form, text).dependencies


@by_format
@given(st.text())
@FEW
def test_any_text(form: Format, text: str) -> None:
    holds(form, text)


@by_format
@given(SOUP)
@FEW
def test_any_soup_of_signs(form: Format, pieces: list[str]) -> None:
    holds(form, "".join(pieces))


@by_format
@given(data=st.data())
@FEW
def test_any_sample_with_a_stretch_replaced(form: Format, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES[form.id]))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 40, len(text))))
    holds(form, text[:start] + "".join(data.draw(SOUP)) + text[end:])


@by_format
@given(data=st.data())
@FEW
def test_any_sample_with_its_lines_in_another_order(form: Format, data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(SAMPLES[form.id])).split("\n")
    holds(form, "\n".join(data.draw(st.permutations(lines))))


@by_format
def test_what_is_no_text_has_nothing_to_say(form: Format) -> None:
    manifest = holds(form, "\x7fELF\x00\x00\x01" * 1_000)
    assert [each.why.value for each in manifest.unread] == ["binary"]
    assert manifest.dependencies == ()


@by_format
@pytest.mark.parametrize("sign", ["[", "{", '"', "'", "- ", "a: ", "&a", "\n", "a=1\n", "\t"])
def test_no_long_text_takes_long(form: Format, sign: str) -> None:
    holds(form, sign * (60_000 // len(sign)))


# --- the two parsers against Python's own --------------------------------------------------------------------------

WORDS = st.text(string.ascii_letters + string.digits + "-_.\"\\'#=[]{}@^é \n", max_size=12)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)
)


def plain(node: Node) -> object:
    """A tree as Python's parsers give it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Row):
        return [plain(each) for each in node.items]
    return {name.text: plain(each) for name, each in node.pairs}


@given(st.dictionaries(WORDS, VALUES), st.sampled_from([None, 2]))
@FEW
def test_json_is_read_as_python_reads_it(value: dict[str, object], indent: int | None) -> None:
    node, troubles = json_tree(json.dumps(value, indent=indent))
    assert (plain(node), troubles) == (value, ())


def written(value: object) -> str:
    """A value on a line of TOML."""
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return "{" + ", ".join(f"{json.dumps(name)} = {written(each)}" for name, each in pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in cast("list[object]", value)) + "]"
    return json.dumps(value)


@given(st.dictionaries(WORDS, st.dictionaries(WORDS, VALUES, max_size=4), max_size=3))
@FEW
def test_toml_is_read_as_python_reads_it(value: dict[str, dict[str, object]]) -> None:
    text = "".join(
        f"[{json.dumps(name)}]\n"
        + "".join(f"{json.dumps(key)} = {written(each)}\n" for key, each in table.items())
        for name, table in value.items()
    )
    node, troubles = toml_tree(text)
    assert (plain(node), troubles) == (tomllib.loads(text), ())
