"""The code that a composed plan shows does what the rest of the plan says: every dependency that a manifest declares is
called, the entry hears HTTP where the manifest sends it, and a deadline is one that comes."""

import re
import tomllib

import pytest

from bot.assessment.facts import knowledge
from bot.planning.composed import compose
from bot.planning.composed_migration import of_the_entry
from bot.planning.guest_source import guests
from bot.planning.manifest_lines import Grants
from bot.planning.manifests_source import manifests
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile, MigrationPlan
from bot.planning.wit_source import Composition, part, wit
from bot.wording import wording
from tests.planning.teams import TEAMS, assessed, brief_of

EACH = [(name, language) for language, teams in TEAMS.items() for name in teams]
ENTRIES = ["rust", "go", "python", "javascript"]
each_entry = pytest.mark.parametrize("entry", ENTRIES)
each_language = pytest.mark.parametrize("language", ["es", "en"])


def composition(entry: str) -> Composition:
    """A gateway in a language, with three parts behind it."""
    inner = (part("auth", "auth", "go"), part("etl", "etl", "python"), part("rates", "pricing", "rust"))
    return Composition("team:backend", "0.1.0", part("gateway", "gateway", entry), inner)


def phrases(language: str) -> Phrases:
    return Phrases(wording(), language, "composed")


def code_of_entry(entry: str, target: str, language: str = "es") -> str:
    return guests(composition(entry), target, phrases(language))[0].text


@each_entry
def test_the_entry_calls_every_dependency_that_its_manifest_declares(entry: str) -> None:
    whole = composition(entry)
    grants = Grants({each.name: () for each in whole.parts}, None)
    manifest = next(
        each for each in manifests("spin", whole, grants, phrases("es")) if each.path == "spin.toml"
    )
    declared = tomllib.loads(manifest.text)["component"]["gateway"]["dependencies"]
    text = code_of_entry(entry, "spin")
    assert set(declared) == {whole.qualified(each) for each in whole.inner}
    for each in whole.inner:
        call = rf"{each.interface}(?:part)?(?:\.|::){each.signature.function}\("
        assert re.search(call, text, re.IGNORECASE), each.name


@pytest.mark.parametrize(("name", "language"), EACH)
def test_so_does_the_code_of_every_team(name: str, language: str) -> None:
    brief = brief_of(TEAMS[language][name], language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    if not isinstance(plan, MigrationPlan) or not (manifest := file_of(plan, "spin.toml")):
        return
    (entry,) = [each["component"] for each in tomllib.loads(manifest.text)["trigger"]["http"]]
    declared = tomllib.loads(manifest.text)["component"][entry].get("dependencies", {})
    shown = [each for each in plan.code if each.path.startswith(f"{entry}/")]
    for each in declared.values():
        name_in_code = each["component"].replace("-", "_?")
        assert all(re.search(rf"{name_in_code}(?:part)?(?:\.|::)\w+\(", file.text) for file in shown)


def file_of(plan: MigrationPlan, path: str) -> CodeFile | None:
    return next((each for each in plan.code if each.path == path), None)


@pytest.mark.parametrize(
    ("entry", "target", "shell"),
    [
        ("rust", "spin", "#[http_service]"),
        ("rust", "wasmcloud", "#[wstd::http_server]"),
        ("go", "spinkube", "spinhttp.Handle("),
        ("python", "spin", "class HttpHandler(Handler)"),
        ("javascript", "spin", "addEventListener('fetch'"),
        ("go", "wasmcloud", "wasi:http/incoming-handler"),  # no shell is shown, and the first line says so
        ("python", "wasmcloud", "wasi:http/incoming-handler"),
    ],
)
@each_language
def test_the_entry_hears_http_or_says_that_it_does_not(
    entry: str, target: str, shell: str, language: str
) -> None:
    assert shell in code_of_entry(entry, target, language)


@pytest.mark.parametrize("entry", ["go", "python"])
def test_the_build_adds_the_world_of_the_trigger_to_the_entrys_own(entry: str) -> None:
    whole = composition(entry)
    grants = Grants({each.name: () for each in whole.parts}, None)
    made = tomllib.loads(manifests("spin", whole, grants, phrases("es"))[0].text)["component"]
    assert "-w spin:up/http-trigger@4.0.0" in made["gateway"]["build"]["command"]
    assert "gateway-component" in made["gateway"]["build"]["command"]
    assert "http-trigger" not in made["auth"]["build"]["command"]


@each_language
def test_the_wit_promises_an_export_of_the_sdk_only_where_an_sdk_adds_it(language: str) -> None:
    words = phrases(language)
    promised, missing = (words.say(f"code.{key}") for key in ("wit_entry", "http_missing"))
    for target, spoken, said in (
        ("spin", "go", promised),
        ("spin", "csharp", missing),
        ("wasmcloud", "rust", promised),
        ("wasmcloud", "go", ""),
        ("wasmtime-embed", "rust", ""),
    ):
        alone = Composition("team:backend", "0.1.0", part("api", "api", spoken), ())
        entry = of_the_entry(target, alone, words)
        assert entry == said
        assert (f"/// {said}\nworld api-component" in wit(alone, words, entry)) == bool(said)


@each_language
def test_the_deadline_of_an_extension_comes(language: str) -> None:
    """An epoch deadline is counted in epochs, and somebody has to move those on."""
    brief = brief_of(TEAMS[language]["plugins"], language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    assert isinstance(plan, MigrationPlan)
    test = file_of(plan, "tests/test_abuse.py")
    assert test is not None
    assert "store.set_epoch_deadline(" in test.text
    assert "engine.increment_epoch()" in test.text
    assert "threading.Thread(target=clock, daemon=True).start()" in test.text
    assert "pytest.raises((Trap, WasmtimeError))" in test.text
