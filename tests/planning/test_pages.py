"""Any plan as pages: the verdict first, four sections, the table of three rows, costs, sources with their marks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.assessment.facts import cite, knowledge
from bot.assessment.shapes import Compared, NotComputed
from bot.core.document import Code, CodeSpan, Document, Heading, Items, Link, Paragraph, Strong, Table, Text
from bot.planning.composed import compose, diagnose
from bot.planning.pages import diagnosis_pages, place, plan_pages, prose, provenance_line
from bot.planning.pages_evidence import told
from bot.planning.phrases import Phrases, folded, quoted
from bot.planning.plan import Diagnosis, Drafted, MigrationPlan
from bot.planning.provenance import Provenance
from bot.ports import Usage
from bot.wording import wording
from tests.planning.rendered import markdown
from tests.planning.teams import TEAMS, assessed, brief_of

COMPOSED = Provenance("composed", because="no_model")
BY_MODEL = Provenance(
    "model",
    model="gpt-6-luna",
    prompt="plan@1+abcd",
    rung="json_schema",
    repaired=True,
    checked=("three_phases",),
    unchecked=("code:src/lib.rs",),
    tokens=Usage(12_000, 900),
    cost_usd=Decimal("0.0123"),
)
LANGUAGES = pytest.mark.parametrize("language", ["es", "en"])


def pages_of(name: str, language: str, signed: Provenance = COMPOSED) -> Document:
    brief = brief_of(TEAMS[language][name], language)
    assessment = assessed(brief)
    plan = compose(brief, assessment, knowledge(), wording(), language)
    return plan_pages(plan, assessment, signed, knowledge(), wording(), language, brief)


def compose_of(name: str, language: str) -> Drafted:
    brief = brief_of(TEAMS[language][name], language)
    return compose(brief, assessed(brief), knowledge(), wording(), language)


def titles(document: Document, level: int) -> list[str]:
    return [each.text for each in document.nodes if isinstance(each, Heading) and each.level == level]


def words(language: str) -> Phrases:
    return Phrases(wording(), language, "pages")


@LANGUAGES
def test_the_verdict_comes_first_and_the_sections_in_their_order(language: str) -> None:
    document = pages_of("lambda", language)
    assert isinstance(document.nodes[0], Heading)
    assert document.nodes[0].text == words(language).say("verdict.migrate")
    sections = [each for each in titles(document, 2) if each[:1].isdigit()]
    keys = ("viability", "architecture", "phases", "security")
    assert sections == [words(language).say(f"head.{key}") for key in keys]


@pytest.mark.parametrize(
    ("language", "columns"),
    [("es", ("Fase", "Tarea", "Herramientas")), ("en", ("Phase", "Task", "Tools"))],
)
def test_the_road_map_is_a_table_of_exactly_three_rows(language: str, columns: tuple[str, ...]) -> None:
    tables = [each for each in pages_of("lambda", language).nodes if isinstance(each, Table)]
    (road,) = [each for each in tables if each.header == columns]
    assert len(road.rows) == 3
    assert all(len(row) == 3 for row in road.rows)


@LANGUAGES
def test_every_table_is_as_wide_as_its_header(language: str) -> None:
    for name in TEAMS[language]:
        for each in pages_of(name, language).nodes:
            if isinstance(each, Table):
                assert all(len(row) == len(each.header) for row in each.rows)


@LANGUAGES
def test_a_plan_to_stay_has_no_phases_and_no_code(language: str) -> None:
    document = pages_of("java-stay", language)
    assert words(language).say("head.phases") not in titles(document, 2)
    assert words(language).say("head.would_change") in titles(document, 2)
    assert not any(isinstance(each, Code) for each in document.nodes)


@LANGUAGES
def test_missing_evidence_lists_what_to_measure_once(language: str) -> None:
    found = titles(pages_of("nothing-said", language), 2)
    assert words(language).say("head.measure") in found
    assert words(language).say("head.missing") not in found
    assert words(language).say("head.costs") not in found


@LANGUAGES
def test_costs_show_units_times_price_for_every_line(language: str) -> None:
    brief = brief_of(TEAMS[language]["lambda"], language)
    costs = assessed(brief).costs
    assert isinstance(costs, Compared)
    table = next(
        each
        for each in pages_of("lambda", language).nodes
        if isinstance(each, Table) and each.header == words(language).several("table.costs")
    )
    lines = [line for month in (costs.today, *costs.candidates) for line in month.lines]
    assert len(table.rows) == len(lines)
    for row, line in zip(table.rows, lines, strict=True):
        product, total = (markdown(Document((Paragraph(cell),))) for cell in row[2:])
        assert "×" in product
        assert total.strip() == words(language).money(line.amount)


@pytest.mark.parametrize(("language", "label"), [("es", "Spin en Fargate"), ("en", "Spin on Fargate")])
def test_a_platform_has_one_name_wherever_its_price_is_shown(language: str, label: str) -> None:
    document = pages_of("lambda", language)
    tables = {each.header: each for each in document.nodes if isinstance(each, Table)}
    for key in ("costs", "totals"):
        rows = tables[words(language).several(f"table.{key}")].rows
        names = [markdown(Document((Paragraph(row[0]),))).strip() for row in rows]
        assert any(each.startswith(label) for each in names)
        assert not any(each.split(" (")[0] == "Spin" for each in names)
    plan = compose_of("lambda", language)
    assert isinstance(plan, MigrationPlan)
    assert any(each.item.startswith(label) for each in plan.costs)
    assert label in plan.viability.financial


@LANGUAGES
def test_a_part_whose_language_has_no_sample_says_so_with_the_reason(language: str) -> None:
    text = markdown(pages_of("azure-dotnet", language))
    why = {"es": "su herramienta es preliminar", "en": "its toolchain is a pre-release"}[language]
    line = next(each for each in text.splitlines() if why in each)
    assert "`csharp-functions` (C#)" in line
    assert "WIT" in line
    assert "cargo" not in text, "nothing here builds C# with Rust's tools"
    assert "wasi:http/handler@0.3.0" not in text, "componentize-dotnet builds for WASI 0.2"
    assert why not in markdown(pages_of("lambda", language))


@LANGUAGES
def test_without_costs_the_missing_inputs_say_how_to_get_them(language: str) -> None:
    brief = brief_of(TEAMS[language]["mission"], language)
    assert isinstance(assessed(brief).costs, NotComputed)
    text = markdown(pages_of("mission", language))
    assert words(language).say("head.missing") in text
    assert "`Invocations`" in text
    assert "`Max Memory Used`" in text


@LANGUAGES
def test_marked_facts_are_marked_wherever_they_are_shown(language: str) -> None:
    stale = words(language).say("mark.stale")
    brief = brief_of(TEAMS[language]["lambda"], language)
    marked = {
        each.fact.id for each in cite(knowledge(), knowledge().facts, assessed(brief).as_of) if each.marks
    }
    for name in TEAMS[language]:
        rows = markdown(pages_of(name, language)).splitlines()
        for row in rows:
            shown = [each for each in knowledge().facts if row.startswith("- ") and f"`{each}`" in row]
            fact = knowledge().facts[shown[0]] if shown else None
            if fact and fact.id in marked and fact.as_of and not fact.conflicts_with:
                assert stale in row
                assert fact.as_of.isoformat() in row


@pytest.mark.parametrize("kind", ["plan", "basic"])
@LANGUAGES
def test_only_what_is_used_is_cited(kind: str, language: str) -> None:
    """A source stands behind a passage of the plan or behind a rule that weighed, which is named beside it."""
    for name in TEAMS[language]:
        brief = brief_of(TEAMS[language][name], language)
        assessment = assessed(brief)
        make = compose if kind == "plan" else diagnose
        plan = make(brief, assessment, knowledge(), wording(), language)
        document = plan_pages(plan, assessment, COMPOSED, knowledge(), wording(), language, brief)
        cited = sources_of(document)
        weighed = {fact for each in assessment.findings for fact in each.facts if each.rule != "C13"}
        if isinstance(plan, Diagnosis):
            own = told(sentences_of(plan), knowledge(), words(language))
        else:
            own = plan.viability.fact_ids
        assert cited <= weighed.union(own), name
        memory = {each.rule for each in assessment.findings} & {"B05", "C14"}
        assert ("mem64" in cited) <= bool(memory), name


def sources_of(document: Document) -> set[str]:
    """The facts of a document, each by the id at the end of its line."""
    ids = {
        span.text
        for node in document.nodes
        if isinstance(node, Items)
        for run in node.items
        for span in run
        if isinstance(span, CodeSpan)
    }
    return ids & set(knowledge().facts)


def sentences_of(plan: Drafted) -> list[str]:
    return [each for each in plan.model_dump().values() if isinstance(each, str)]


@LANGUAGES
def test_where_facts_lower_the_confidence_they_are_shown_with_their_marks(language: str) -> None:
    for name in TEAMS[language]:
        assessment = assessed(brief_of(TEAMS[language][name], language))
        if "facts_marked" in assessment.confidence_reasons:
            assert words(language).say("head.assumptions") in titles(pages_of(name, language), 2), name


@LANGUAGES
def test_links_are_those_of_the_facts(language: str) -> None:
    known = {each.url for each in knowledge().facts.values()}
    for node in pages_of("lambda", language).nodes:
        runs = node.items if isinstance(node, Items) else ()
        assert {each.url for run in runs for each in run if isinstance(each, Link)} <= known


@LANGUAGES
def test_without_a_model_it_says_how_to_connect_one(language: str) -> None:
    text = markdown(pages_of("lambda", language))
    assert all(each in text for each in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "LLM_MODEL"))
    assert "OPENAI_API_KEY" not in markdown(pages_of("lambda", language, BY_MODEL))


@LANGUAGES
def test_a_models_plan_is_signed_with_what_was_checked_and_what_was_not(language: str) -> None:
    text = markdown(pages_of("lambda", language, BY_MODEL))
    figures = (words(language).number(12_000), words(language).money(Decimal("0.0123")))
    for shown in ("gpt-6-luna", "plan@1+abcd", "json_schema", "`src/lib.rs`", *figures):
        assert shown in text
    assert words(language).say("clause.three_phases") in text


@LANGUAGES
def test_a_rejected_model_is_named_with_what_its_plan_broke(language: str) -> None:
    signed = replace(
        COMPOSED, because="contract", model="gpt-6-luna", failed=("costs", "tools"), estimated_tokens=4200
    )
    text = markdown(pages_of("lambda", language, signed))
    for shown in (
        words(language).say("because.contract"),
        words(language).say("clause.costs"),
        words(language).say("provenance.tried", model="gpt-6-luna"),
        words(language).number(4200),
    ):
        assert shown in text


@LANGUAGES
def test_provenance_in_one_line(language: str) -> None:
    assert provenance_line(COMPOSED, wording(), language).startswith(
        words(language).say("provenance.short_composed")
    )
    assert "gpt-6-luna" in provenance_line(BY_MODEL, wording(), language)
    bare = Provenance("composed")
    assert provenance_line(bare, wording(), language) == words(language).say("provenance.short_composed")


@LANGUAGES
def test_a_diagnosis_has_three_of_each_and_one_recommendation(language: str) -> None:
    brief = brief_of(TEAMS[language]["lambda"], language)
    assessment = assessed(brief)
    plan = diagnose(brief, assessment, knowledge(), wording(), language)
    document = plan_pages(plan, assessment, COMPOSED, knowledge(), wording(), language, brief)
    scene = place(brief, Phrases(wording(), language, "composed"))
    framed = Phrases(wording(), language, "pages", scene)
    assert document == diagnosis_pages(plan, assessment, COMPOSED, knowledge(), framed)
    lists = [each for each in document.nodes if isinstance(each, Items) and each.numbered]
    assert [len(each.items) for each in lists] == [3, 3]
    assert words(language).say("head.recommendation") in titles(document, 2)


def test_a_models_prose_becomes_paragraphs_items_and_spans() -> None:
    nodes = list(prose("One **strong** and `code`.\nStill one.\n\nHead:\n- first\n- second"))
    assert nodes == [
        Paragraph((Text("One "), Strong("strong"), Text(" and "), CodeSpan("code"), Text(". Still one."))),
        Paragraph((Text("Head:"),)),
        Items(((Text("first"),), (Text("second"),))),
    ]


def test_a_models_plan_with_an_unknown_language_and_no_code_still_renders() -> None:
    brief = brief_of(TEAMS["es"]["lambda"], "es")
    assessment = assessed(brief)
    plan = compose(brief, assessment, knowledge(), wording(), "es")
    assert isinstance(plan, MigrationPlan)
    odd = [plan.components[0].model_copy(update={"language": "", "exports": [], "imports": []})]
    bare = plan.model_copy(update={"target": "moon", "code": [], "components": odd})
    document = plan_pages(bare, assessment, BY_MODEL, knowledge(), wording(), "es", brief)
    assert "moon" in markdown(document)
    assert not any(isinstance(each, Code) for each in document.nodes)


def test_saving_loss_and_no_difference_are_told_apart() -> None:
    brief = brief_of(TEAMS["en"]["lambda"], "en")
    assessment = assessed(brief)
    costs = assessment.costs
    assert isinstance(costs, Compared)
    plan = compose(brief, assessment, knowledge(), wording(), "en")
    said = {}
    for saving in (Decimal(5), Decimal(-5), Decimal(0)):
        given = replace(assessment, costs=replace(costs, saving=saving))
        said[saving] = markdown(plan_pages(plan, given, COMPOSED, knowledge(), wording(), "en", brief))
    assert "**Computed saving: 5.00 USD a month**" in said[Decimal(5)]
    assert "costs 5.00 USD more a month" in said[Decimal(-5)]
    assert "**No difference**" in said[Decimal(0)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("hola `@todos` <b>\nya. ", "hola todos b ya"),
        ("palabra " * 30, "palabra " * 16 + "palabra…"),
        ("", ""),
    ],
)
def test_peoples_words_are_quoted_without_markup_or_mentions(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_sentence_files_are_folded_into_paragraphs_and_items() -> None:
    assert folded("a\nb\n\nc:\n- d\n  e\n- f\n\n \n") == "a b\n\nc:\n- d e\n- f"


def test_listing_joins_as_each_language_does() -> None:
    spanish, english = Phrases(wording(), "es", "pages"), Phrases(wording(), "en", "pages")
    assert spanish.listing(["uno"]) == "uno"
    assert spanish.listing(["Go", "`informes`"]) == "Go e `informes`"
    assert spanish.listing(["Go", "hielo", "Rust"]) == "Go, hielo y Rust"
    assert spanish.listing(["agua", "hielo"]) == "agua y hielo"
    assert english.listing(["a", "b", "c"]) == "a, b and c"
    assert spanish.listing([]) == ""


@LANGUAGES
def test_a_diagnosis_names_the_facts_whose_figures_it_repeats(language: str) -> None:
    brief = brief_of(TEAMS[language]["lambda"], language)
    assessment = assessed(brief)
    plan = diagnose(brief, assessment, knowledge(), wording(), language)
    text = markdown(plan_pages(plan, assessment, COMPOSED, knowledge(), wording(), language, brief))
    head, _, rest = text.partition(f"## {words(language).say('head.sources')}")
    assert words(language).number(Decimal("0.87")) in head
    assert "`measured-python-component`" in rest


def test_figures_that_are_nobodys_name_no_fact() -> None:
    assert told(["3 partes y 7 semanas"], knowledge(), words("es")) == []
    assert told(["de 5 a 15 veces"], knowledge(), words("es")) == ["cpu-multipliers"]


@pytest.mark.parametrize(
    ("language", "name", "ends"),
    [
        ("es", "java-stay", "seguir en máquinas virtuales o pasar a contenedores"),
        ("en", "java-stay", "stay on virtual machines or move to containers"),
    ],
)
def test_a_verdict_to_stay_names_where_they_are(language: str, name: str, ends: str) -> None:
    (title,) = titles(pages_of(name, language), 1)
    assert title.endswith(ends)
