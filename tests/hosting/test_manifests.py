"""Files of one message: manifests are read together, everything else stays what it is."""

import asyncio

import pytest

from bot.core.brief import Brief, Metric
from bot.core.events import AnyFile, Cleaning, FileTrouble, ManifestFile, TextFile
from bot.core.evidence import with_manifests
from bot.hosting.files import taken
from bot.hosting.manifests import MOST_PACKAGES, read_together, understood
from tests.hosting.test_files import TOKEN, zipped

DOCKERFILE = "FROM python:3.13\nCOPY . .\n"
REQUIREMENTS = "flask==3.1\nnumpy==2.3\n"
FLY = 'app = "shop"\n\n[[vm]]\nmemory = "1gb"\n'
COMPOSE = "services:\n  api:\n    build: .\n"
OPENAPI = "openapi: 3.1.0\ninfo:\n  title: Shop\n"


def read(*files: tuple[str, str]) -> list[AnyFile | FileTrouble]:
    return [each for _, each in understood([(name, taken(name, text.encode())) for name, text in files])]


def manifests(*files: tuple[str, str]) -> ManifestFile:
    (found,) = read(*files)
    assert isinstance(found, ManifestFile)
    return found


def told(*messages: ManifestFile) -> Brief:
    brief = Brief()
    for each in messages:
        brief = with_manifests(brief, each.found)
    return brief


def test_a_compose_file_and_the_dockerfile_beside_it_tell_of_one_part() -> None:
    found = manifests(("compose.yaml", COMPOSE), ("Dockerfile", DOCKERFILE))
    assert [(each.name, each.language, str(each.at)) for each in found.found.parts] == [
        ("api", "python", "compose.yaml:2")
    ]
    assert found.name == "compose.yaml, Dockerfile"


def test_manifests_stand_in_the_place_of_the_first_and_are_whose_it_was() -> None:
    came = [
        ("1", taken("notes.md", b"hola")),
        ("2", taken("Dockerfile", DOCKERFILE.encode())),
        ("3", FileTrouble.MISSING),
        ("4", taken("requirements.txt", REQUIREMENTS.encode())),
        ("5", taken("shop.zip", zipped(go_mod="module shop\n"))),
    ]
    found = asyncio.run(read_together(came))
    assert [whose for whose, _ in found] == ["1", "2", "3", "5"]
    kinds = [each if isinstance(each, FileTrouble) else each.kind for _, each in found]
    assert kinds == ["text", "manifests", FileTrouble.MISSING, "manifests"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("README.md", "# Python"),
        ("openapi.yaml", OPENAPI),
        ("values.json", "{}"),
        ("template.json", '{"a": 1}'),
        ("main.py", "import flask"),
    ],
)
def test_what_no_reader_understands_stays_a_text(name: str, text: str) -> None:
    assert read((name, text)) == [TextFile(name, text)]


@pytest.mark.parametrize(("name", "text"), [("package.json", "{}"), ("requirements.txt", "")])
def test_an_empty_manifest_is_one_all_the_same(name: str, text: str) -> None:
    found = manifests((name, text)).found
    assert found.covered.formats
    assert not found.parts


def test_a_broken_manifest_names_its_line() -> None:
    found = manifests(("package.json", '{"name": "shop",\n"dependencies": {')).found
    assert found.covered.missed
    assert found.covered.gaps[0].at.file == "package.json"


def test_an_archive_keeps_its_paths() -> None:
    packed = zipped(api__package_json='{"name": "api", "dependencies": {"sharp": "1"}}', a_png="x")
    ((_, found),) = understood([("1", taken("shop.zip", packed))])
    assert isinstance(found, ManifestFile)
    (part,) = found.found.parts
    assert [str(each.at) for each in part.requires] == ["api/package.json:1"]
    assert (found.name, found.found.covered.strangers) == ("shop.zip", 1)


def test_files_of_one_name_are_told_apart() -> None:
    web, api = '{"name": "web"}', '{"name": "api"}'
    found = manifests(
        ("package.json", web.replace("}", ', "dependencies": {"next": "1"}}')),
        ("package.json", api.replace("}", ', "dependencies": {"sharp": "1"}}')),
    ).found
    places = {each.name: str(each.requires[0].at) for each in found.parts}
    assert places == {"web": "package.json:1", "api": "2/package.json:1"}


def test_what_was_cleaned_is_counted_over_all() -> None:
    found = manifests(("Dockerfile", f"FROM a\nENV T={TOKEN}\n"), ("fly.toml", f'app = "{TOKEN}"\n'))
    assert found.cleaning == Cleaning(secrets=2)
    assert TOKEN not in repr(found)


ONE_BY_ONE = (("Dockerfile", DOCKERFILE), ("requirements.txt", REQUIREMENTS), ("fly.toml", FLY))


@pytest.mark.parametrize("turned", range(3))
def test_files_that_come_one_by_one_tell_of_one_part(turned: int) -> None:
    order = (*ONE_BY_ONE[turned:], *ONE_BY_ONE[:turned])
    brief = told(*(manifests(each) for each in order))
    (part,) = brief.components
    assert (part.label, part.language) == ("shop", "python")
    assert set(part.packages) == {"flask", "numpy"}
    assert {each.part for _, known in brief.known() for each in known.signals} <= {None, part.name}
    memory = brief.quantity(Metric.MEMORY_MB)
    assert memory is not None
    assert str(memory.at) == "fly.toml:4"


def test_files_that_come_together_tell_the_same() -> None:
    (part,) = told(manifests(*ONE_BY_ONE)).components
    assert (part.label, part.language, part.packages) == ("shop", "python", ("flask", "numpy"))


def test_a_large_lock_does_not_fill_the_conversation() -> None:
    packages = "".join(f'"node_modules/p{at}": {{"version": "1.0.{at}"}},\n' for at in range(2_000))
    lock = '{"name": "shop", "lockfileVersion": 3, "packages": {\n' + packages + '"": {"name": "shop"}}}'
    found = manifests(("package-lock.json", lock), ("package.json", '{"name": "shop"}')).found
    assert found.covered.packages == 2_000
    assert sum(len(each.requires) for each in found.parts) == MOST_PACKAGES
