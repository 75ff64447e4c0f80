"""What a composed plan tells a team that reads closely: whether the bill falls, what is cheaper, what comes first."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Compared
from bot.core.brief import Topic
from bot.planning.composed import compose
from bot.planning.plan import MigrationPlan, PlanComponent, RunsIn, StayPlan
from bot.wording import wording
from tests.planning.teams import TEAMS, Team, assessed, brief_of

each_language = pytest.mark.parametrize("language", ["es", "en"])


def plan_for(team: Team, language: str) -> MigrationPlan:
    brief = brief_of(team, language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    assert isinstance(plan, MigrationPlan)
    return plan


def saying(team: Team, topic: Topic, text: str) -> Team:
    """The same team with another answer."""
    others = tuple(each for each in team.answers if each[0] is not topic)
    return replace(team, answers=(*others, (topic, text)))


def digits(text: str) -> str:
    """Figures without the marks between them, which are each language's own."""
    return "".join(each for each in text if each.isdigit() or each in " abcdefghijklmnopqrstuvwxyz")


@each_language
def test_the_last_phase_succeeds_only_below_todays_bill(language: str) -> None:
    team = TEAMS[language]["lambda"]
    costs = assessed(brief_of(team, language)).costs
    assert isinstance(costs, Compared)
    target = next(each for each in costs.candidates if each.platform == costs.target)
    said = digits(plan_for(team, language).phases.phase_3.exit_criterion)
    assert digits(f"{costs.today.base:.2f}") in said
    assert digits(f"{target.high:.2f}") not in said


@each_language
def test_a_cheaper_platform_is_named_with_the_reason_and_the_teams_own_words(language: str) -> None:
    team = TEAMS[language]["lambda"]
    words = "Spin, sin atarnos" if language == "es" else "Spin, portable please"
    plan = plan_for(saying(team, Topic.TARGET, words), language)
    assert "Cloudflare Workers" in plan.viability.financial
    assert words in plan.viability.financial
    assert "CNCF" in plan.target_reason


@each_language
def test_the_price_of_containers_is_told_as_such_with_all_that_it_rests_on(language: str) -> None:
    financial = plan_for(TEAMS[language]["lambda"], language).viability.financial
    size = knowledge().prices["container-sizing"].amounts
    assert "Fargate" in financial
    assert size["utilisation"] == Decimal("0.6")
    assert ("0,6" if language == "es" else "0.6") in financial


@pytest.mark.parametrize(
    ("weeks", "fits"),
    [(40, "all"), (14, "tight"), (5, "first"), (1, "none")],
)
@each_language
def test_a_deadline_is_set_against_the_weeks_of_the_phases(weeks: int, fits: str, language: str) -> None:
    told = (
        f"Un presupuesto de 30.000 USD y {weeks} semanas."
        if language == "es"
        else f"A budget of 30,000 USD and {weeks} weeks."
    )
    financial = plan_for(saying(TEAMS[language]["lambda"], Topic.BUDGET, told), language).viability.financial
    endings = {
        "es": {"all": "Cabe.", "tight": "Cabe solo", "first": "No cabe entero", "none": "No cabe ni"},
        "en": {"all": "It fits.", "tight": "It fits only", "first": "It does not all", "none": "Not even"},
    }
    assert endings[language][fits] in financial


@each_language
def test_a_move_off_lambda_begins_with_what_needs_no_code(language: str) -> None:
    for name in ("lambda", "mission"):
        technical = plan_for(TEAMS[language][name], language).viability.technical
        assert "Power Tuning" in technical
        assert "SnapStart" in technical  # both have a part in Python


@each_language
def test_a_part_in_node_is_not_measured_against_python(language: str) -> None:
    technical = plan_for(TEAMS[language]["mission"], language).viability.technical
    assert "node-functions" in technical
    assert (
        "16,26 ms" if language == "es" else "16.26 ms"
    ) in technical  # the same function in Rust, still on Lambda


@each_language
def test_a_rewrite_out_of_an_interpreter_may_take_no_more_cpu(language: str) -> None:
    said = plan_for(TEAMS[language]["lambda"], language).phases.phase_1.exit_criterion
    assert ("1,6" if language == "es" else "1.6") not in said


@pytest.mark.parametrize(
    ("language", "text", "regions"),
    [
        ("es", "Ninguna en especial.", False),
        ("es", "Solo RGPD.", True),
        ("en", "None in particular.", False),
        ("en", "Only GDPR.", True),
    ],
)
def test_rules_on_data_have_a_consequence_and_no_rules_have_none(
    language: str, text: str, regions: bool
) -> None:
    plan = plan_for(saying(TEAMS[language]["lambda"], Topic.COMPLIANCE, text), language)
    assert (text.rstrip(".") in plan.security) is regions
    contract = "contrato de encargado" if language == "es" else "processor agreement"
    assert (contract in plan.phases.phase_3.task) is regions


@each_language
def test_the_packages_and_people_that_they_named_are_answered(language: str) -> None:
    parts = {
        each.name: each.language_reason for each in plan_for(TEAMS[language]["lambda"], language).components
    }
    assert "`fastify`" in parts["api"]
    assert "`serde`" in parts["api"]
    assert "`jinja2`" in parts["etl"]
    assert "`python-dateutil`" in parts["etl"]


@pytest.mark.parametrize(
    ("name", "language"), [(name, language) for language, teams in TEAMS.items() for name in teams]
)
def test_a_reason_is_borrowed_only_from_a_part_in_the_same_language(name: str, language: str) -> None:
    brief = brief_of(TEAMS[language][name], language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    if not isinstance(plan, MigrationPlan):
        return
    same = wording().source(language, "composed", "language.same_as").split("`")[0]
    moved = [each for each in plan.components if each.runs_in is RunsIn.WASM]
    for each in moved:
        if each.language_reason.startswith(same):
            assert lender(each, moved).language == each.language


def lender(borrower: PlanComponent, parts: list[PlanComponent]) -> PlanComponent:
    return next(each for each in parts if f"`{each.name}`" in borrower.language_reason)


@each_language
def test_customers_are_told_how_to_build_in_their_own_languages_and_nothing_is_composed(
    language: str,
) -> None:
    second = plan_for(TEAMS[language]["plugins"], language).phases.phase_2
    assert "Python (`componentize-py`)" in second.task
    assert "JavaScript (`jco`)" in second.task
    assert "Rust" not in second.task
    assert "wac" not in second.tools  # the host calls each extension by itself


@each_language
def test_what_stays_because_something_stops_it_is_told_apart_from_what_nobody_would_move(
    language: str,
) -> None:
    summary = plan_for(TEAMS[language]["kubernetes-partial"], language).summary
    stopped, service = (summary.index(f"`{each}`") for each in ("image-processing", "postgresql"))
    rule = summary.index("B04")
    assert min(stopped, service) < rule < max(stopped, service), (
        "the rule stands beside the one that it stops"
    )


@each_language
def test_a_saving_that_its_own_range_undoes_is_not_promised_in_the_summary(language: str) -> None:
    costs = assessed(brief_of(TEAMS[language]["lambda"], language)).costs
    assert isinstance(costs, Compared)
    target = next(each for each in costs.candidates if each.platform == costs.target)
    assert target.high > costs.today.base
    summary = plan_for(TEAMS[language]["lambda"], language).summary
    assert {
        "es": "en el extremo alto del rango desaparece",
        "en": "at the high end of the range it vanishes",
    }[language] in summary


@each_language
def test_nobody_is_advised_on_what_they_do_not_run(language: str) -> None:
    """A monolith in Java on virtual machines has no containers to leave, no reservation to lower, and no Spin."""
    brief = brief_of(TEAMS[language]["java-stay"], language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    assert isinstance(plan, StayPlan)
    text = " ".join((plan.summary, plan.viability.technical, *plan.improvements))
    assert "Spin" not in text
    assert "MaxRAMPercentage" not in text
    assert "-Xmx" in text
    assert not any(each in text for each in ("en su contenedor", "in its container"))


@each_language
def test_without_evidence_each_kind_of_answer_is_said_to_turn_it_one_way(language: str) -> None:
    brief = brief_of(TEAMS[language]["nothing-said"], language)
    plan = compose(brief, assessed(brief), knowledge(), wording(), language)
    assert isinstance(plan, StayPlan)
    keys = ("towards", "against", "figures")
    assert plan.would_change == [wording().line(language, "stay", f"change.{each}") for each in keys]


@each_language
def test_one_rule_on_several_parts_is_said_once_with_all_of_them(language: str) -> None:
    technical = plan_for(TEAMS[language]["many-parts"], language).viability.technical
    (line,) = [each for each in technical.splitlines() if each.startswith("- `gateway`")]
    assert all(f"`{each}`" in line for each in ("api", "auth", "notifications"))


@each_language
def test_a_language_without_a_factor_is_given_no_bound_on_its_cpu(language: str) -> None:
    """What the cost model says of Rust and Go vouches for nothing in C#."""
    criterion = plan_for(TEAMS[language]["azure-dotnet"], language).phases.phase_1.exit_criterion
    kept = plan_for(TEAMS[language]["kubernetes-partial"], language).phases.phase_1.exit_criterion
    factor = "1,6" if language == "es" else "1.6"
    assert (factor in criterion, factor in kept) == (False, True)


@each_language
def test_the_part_that_goes_first_is_not_said_to_go_later(language: str) -> None:
    plan = plan_for(TEAMS[language]["azure-dotnet"], language)
    (part,) = [each for each in plan.components if each.runs_in is RunsIn.WASM]
    assert part.name in plan.phases.phase_1.components
    assert {"es": "va después", "en": "goes later"}[language] not in part.language_reason
