"""What a composed plan says to a team that is where it would go, or that said nothing of what hurts."""

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Compared
from bot.core.brief import Metric
from bot.core.events import VerdictCode
from bot.planning.composed import compose, diagnose
from bot.planning.pages_evidence import told
from bot.planning.phrases import Phrases
from bot.planning.plan import Diagnosis, MigrationPlan, StayPlan
from bot.wording import wording
from tests.planning.teams import TEAMS, assessed, brief_of

each_language = pytest.mark.parametrize("language", ["es", "en"])


def plan_of(name: str, language: str) -> MigrationPlan | StayPlan:
    brief = brief_of(TEAMS[language][name], language)
    return compose(brief, assessed(brief), knowledge(), wording(), language)


def moving_of(name: str, language: str) -> MigrationPlan:
    plan = plan_of(name, language)
    assert isinstance(plan, MigrationPlan)
    return plan


def diagnosis_of(name: str, language: str) -> Diagnosis:
    brief = brief_of(TEAMS[language][name], language)
    return diagnose(brief, assessed(brief), knowledge(), wording(), language)


@each_language
def test_on_workers_a_function_becomes_a_module_that_the_worker_imports(language: str) -> None:
    """No component runs there, so nothing is composed and no JavaScript is turned into a component."""
    plan = moving_of("workers-hot", language)
    tools = {
        tool
        for phase in (plan.phases.phase_1, plan.phases.phase_2, plan.phases.phase_3)
        for tool in phase.tools
    }
    assert "wasm-bindgen" in tools
    assert not tools & {"wac", "jco", "wit-bindgen", "cosign", "OCI registry"}
    for word in ("`wac`", "`jco`"):
        assert word not in plan.target_reason
    assert "`wasm-bindgen`" in plan.target_reason
    assert "cf-not-wasi" in plan.viability.fact_ids
    code = {each.path: each.text for each in plan.code}
    assert "#[wasm_bindgen" in code["image-processing/src/lib.rs"]
    assert "_bg.wasm" in code["src/index.js"]
    assert "wasm32-unknown-unknown" in code["wrangler.toml"]
    risk = plan.phases.phase_1.risk
    assert ("wasm32-unknown-unknown" in risk, "wasm32-wasip2" in risk) == (True, False)


@each_language
def test_who_stays_on_the_platform_is_told_that_there_is_no_other_bill(language: str) -> None:
    plan = moving_of("workers-hot", language)
    words = Phrases(wording(), language, "composed")
    same = words.say("financial.same_place", cost_target="", target_name="Cloudflare Workers")
    assert same in plan.viability.financial
    assert "Cloudflare Workers" in same
    assert words.say("asked_below.same") in plan.summary
    assert plan.saving_usd_month is None


@each_language
def test_a_row_that_is_cheaper_than_today_is_explained_to_who_stays(language: str) -> None:
    brief = brief_of(TEAMS[language]["workers-edge"], language)
    costs = assessed(brief).costs
    assert isinstance(costs, Compared)
    (spin,) = costs.candidates
    assert spin.base < costs.today.base
    plan = plan_of("workers-edge", language)
    assert Phrases(wording(), language, "composed").money(spin.base) in plan.viability.financial


@each_language
def test_who_said_nothing_of_what_hurts_is_told_so_instead_of_advised(language: str) -> None:
    for text in (diagnosis_of("unhurt", language).recommendation, plan_of("unhurt", language).summary):
        assert {"es": "No contaron qué les duele", "en": "You did not say what hurts"}[language] in text
    assert "`requests`" not in diagnosis_of("unhurt", language).recommendation
    assert plan_of("unhurt", language).verdict is VerdictCode.STAY
    told = diagnosis_of("java-stay", language).recommendation
    assert {"es": "No contaron", "en": "You did not say"}[language] not in told


@each_language
def test_a_diagnosis_sets_no_instantiation_against_a_cold_start(language: str) -> None:
    """One is the runtime's, the other is from end to end."""
    brief = brief_of(TEAMS[language]["lambda"], language)
    cold = brief.quantity(Metric.COLD_START_MS)
    assert cold is not None
    said = diagnosis_of("lambda", language).advantage_1
    assert str(cold.value) in said
    assert {"es": "lo dice una prueba", "en": "for a trial to tell"}[language] in said
    assert not any(each in said for each in ("frente a", "against the"))


@each_language
def test_what_a_diagnosis_says_of_published_trials_has_its_source(language: str) -> None:
    said = told(
        diagnosis_of("unhurt", language).model_dump(mode="json").values(), knowledge(), pages(language)
    )
    assert {"E05", "E06"} <= set(said)
    elsewhere = told(
        diagnosis_of("lambda", language).model_dump(mode="json").values(), knowledge(), pages(language)
    )
    assert not {"E05", "E06"} & set(elsewhere)


def pages(language: str) -> Phrases:
    return Phrases(wording(), language, "pages")
