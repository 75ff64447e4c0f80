"""The composed plan of every team: it holds its own contract, its code parses with the real tools, and it reads
as it is kept in tests/golden/plans (PLANS_REGOLD=1 writes them anew; read the diff)."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import yaml

from bot.assessment.facts import knowledge
from bot.core.events import VerdictCode
from bot.planning.composed import compose, diagnose
from bot.planning.contract import CLAUSES, check
from bot.planning.pages import plan_pages
from bot.planning.plan import CapabilityKind, CodeFile, MigrationPlan, RunsIn, StayPlan
from bot.planning.provenance import Provenance
from bot.wording import wording
from tests.planning.rendered import markdown
from tests.planning.teams import TEAMS, assessed, brief_of

GOLDEN = Path(__file__).parent.parent / "golden" / "plans"
EACH = [(name, language) for language, teams in TEAMS.items() for name in teams]
each_team = pytest.mark.parametrize(("name", "language"), EACH)


def plan_of(name: str, language: str) -> MigrationPlan | StayPlan:
    brief = brief_of(TEAMS[language][name], language)
    return compose(brief, assessed(brief), knowledge(), wording(), language)


def moving_of(name: str, language: str) -> MigrationPlan:
    plan = plan_of(name, language)
    assert isinstance(plan, MigrationPlan)
    return plan


@each_team
def test_a_composed_plan_breaks_no_clause_of_the_contract(name: str, language: str) -> None:
    brief = brief_of(TEAMS[language][name], language)
    assessment = assessed(brief)
    for make in (compose, diagnose):
        plan = make(brief, assessment, knowledge(), wording(), language)
        report = check(plan, brief, assessment, knowledge(), language)
        assert report.violations == ()


@each_team
def test_a_composed_plan_reads_as_it_was_read_last(name: str, language: str) -> None:
    brief = brief_of(TEAMS[language][name], language)
    assessment = assessed(brief)
    for kind, make in (("plan", compose), ("basic", diagnose)):
        plan = make(brief, assessment, knowledge(), wording(), language)
        report = check(plan, brief, assessment, knowledge(), language)
        checked = tuple(CLAUSES[each].key for each in report.checked)
        signed = Provenance("composed", because="no_model", checked=checked, unchecked=report.unchecked)
        text = markdown(plan_pages(plan, assessment, signed, knowledge(), wording(), language, brief))
        golden = GOLDEN / f"{name}.{kind}.{language}.md"
        if os.environ.get("PLANS_REGOLD"):
            golden.write_text(text, encoding="utf-8")
        assert text == golden.read_text(encoding="utf-8")


@each_team
def test_its_code_parses(name: str, language: str, tmp_path: Path) -> None:
    plan = plan_of(name, language)
    for file in plan.code if isinstance(plan, MigrationPlan) else []:
        parse(file, tmp_path)


def parse(file: CodeFile, folder: Path) -> None:
    """With the tool of its language; Rust and JavaScript have none here and are looked at by balance."""
    match file.language:
        case "wit":
            resolve(file.text, folder)
        case "toml":
            tomllib.loads(file.text)
        case "yaml":
            assert yaml.safe_load(file.text)["kind"] in {"SpinApp", "WorkloadDeployment"}
        case "python":
            ast.parse(file.text)
        case _:
            assert all(file.text.count(a) == file.text.count(b) for a, b in ("{}", "()", "[]"))


def resolve(wit: str, folder: Path) -> None:
    """componentize-py makes bindings for every world, so that every name in the WIT resolves."""
    (folder / "wit").mkdir(exist_ok=True)
    (folder / "wit" / "world.wit").write_text(wit, encoding="utf-8")
    worlds = [line.split()[1] for line in wit.splitlines() if line.startswith("world ")]
    assert worlds
    for world in worlds:
        tool = Path(sys.executable).with_name("componentize-py")
        made = subprocess.run(
            [tool, "-d", folder / "wit", "-w", world, "bindings", folder / world],
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr


@each_team
def test_the_manifest_grants_exactly_what_is_declared(name: str, language: str) -> None:
    plan = plan_of(name, language)
    if not isinstance(plan, MigrationPlan) or plan.target not in {"spin", "spinkube", "akamai-functions"}:
        return
    manifest = tomllib.loads(next(each.text for each in plan.code if each.path == "spin.toml"))
    declared = {each.name: each.capabilities for each in plan.components if each.runs_in is RunsIn.WASM}
    assert set(manifest["component"]) == set(declared)
    for part, table in manifest["component"].items():
        granted = set(table.get("allowed_outbound_hosts", []))
        assert granted == {each.scope for each in declared[part] if "://" in each.scope}
        secrets = {each.scope for each in declared[part] if each.kind is CapabilityKind.SECRETS}
        assert set(table.get("variables", {})) == secrets
        for dependency in table.get("dependencies", {}).values():
            assert "inherit_configuration" not in dependency
            assert not manifest["component"][dependency["component"]].get("allowed_outbound_hosts")


@each_team
def test_every_part_of_the_interview_is_there_once(name: str, language: str) -> None:
    plan = plan_of(name, language)
    if isinstance(plan, MigrationPlan):
        fits = assessed(brief_of(TEAMS[language][name], language)).fits
        assert sorted(each.name for each in plan.components) == sorted(each.component.name for each in fits)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_missions_case_gets_a_good_answer(language: str) -> None:
    """The platform at the edge, a language for each module, WIT between them, a start-up figure, capabilities."""
    plan = moving_of("lambda", language)
    assert plan.verdict is VerdictCode.MIGRATE
    assert "Akamai Functions" in plan.target_reason
    assert {each.language for each in plan.components} == {"rust", "python"}
    entry, *inner = plan.components
    assert set(entry.imports) == {each.exports[0] for each in inner}
    assert {"es": "0,87 ms", "en": "0.87 ms"}[language] in plan.viability.technical
    assert "measured-python-component" in plan.viability.fact_ids
    assert {each.language for each in plan.code} >= {"wit", "toml", "rust", "python"}
    assert all(each.kind is CapabilityKind.NONE for part in inner for each in part.capabilities)
    assert plan.saving_usd_month is not None
    assert plan.saving_usd_month > 0


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_instantiation_is_never_called_a_cold_start_from_end_to_end(language: str) -> None:
    told = {"es": "no de extremo a extremo", "en": "not end to end"}[language]
    text = moving_of("mission", language).viability.technical
    measured = {"es": "0,87 ms", "en": "0.87 ms"}[language]
    assert told in text[text.index(measured) :][:400]


@pytest.mark.parametrize("language", ["es", "en"])
def test_nothing_said_gets_no_number_that_is_not_a_facts(language: str) -> None:
    plan = plan_of("nothing-said", language)
    assert isinstance(plan, StayPlan)
    assert plan.saving_usd_month is None
    assert plan.viability.fact_ids == []
    why = wording().line(language, "stay", "measure.why.metric")
    asked = [each for each in plan.improvements if why in each]
    assert asked, "figures are asked for"
    assert re.findall(r"\d+", plan.viability.financial) == [str(len(asked))], (
        "and as many are counted as are asked"
    )


@pytest.mark.parametrize(("name", "language"), [each for each in EACH if each[0].endswith("-stay")])
def test_staying_has_no_phases_and_says_what_would_change_it(name: str, language: str) -> None:
    plan = plan_of(name, language)
    assert isinstance(plan, StayPlan)
    assert len(plan.improvements) >= 2
    assert len(set(plan.would_change)) == len(plan.would_change) >= 2


@each_team
def test_no_sentence_is_said_twice_and_none_is_left_open(name: str, language: str) -> None:
    plan = plan_of(name, language)
    for text in sentences(plan.model_dump(exclude={"code"})):
        for trace in ("{{", "{%", "None", "  ", " ,", " . ", "..", "«»", "``", "()", " ;", ",,", "\n\n\n"):
            assert trace not in text
    paragraphs = [each for each in plan.viability.technical.split("\n\n") if each]
    assert len(set(paragraphs)) == len(paragraphs)


def sentences(value: object) -> Iterator[str]:
    """Every text in a dumped plan."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in cast("dict[str, object]", value).values():
            yield from sentences(each)
    elif isinstance(value, list):
        for each in cast("list[object]", value):
            yield from sentences(each)
