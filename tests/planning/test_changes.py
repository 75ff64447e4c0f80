"""A new plan opens with what is otherwise than in the one before, computed from both, whoever wrote it."""

from dataclasses import replace

import pytest

from bot.assessment.difference import Judged, difference
from bot.assessment.shapes import Compared
from bot.core.brief import Brief, Metric
from bot.core.document import Document, Heading, Items, Paragraph, Table
from bot.core.effects import MakePlan
from bot.core.events import Mode, VerdictCode
from bot.planning.pages_changes import MOST_ANSWERS
from bot.planning.phrases import Phrases
from bot.wording import wording
from tests.fakes import ScriptedModel
from tests.planning.desk import Desk, good_plan, shown
from tests.planning.rendered import markdown
from tests.planning.teams import TEAMS, assessed, brief_of
from tests.planning.whatif import replanned, what_if

each_language = pytest.mark.parametrize("language", ["es", "en"])

FEWER = {"es": "¿y si fueran 300M de peticiones al mes?", "en": "what if it were 300M requests a month?"}
GPU = {"es": "¿y si usáramos GPU?", "en": "what if we used GPUs?"}
IN_GO = {"es": "¿y si la API fuera en Go?", "en": "what if the API were in Go?"}


def words(language: str) -> Phrases:
    return Phrases(wording(), language, "pages")


def team(language: str, name: str = "lambda") -> Brief:
    return brief_of(TEAMS[language][name], language)


def opening(document: Document) -> Document:
    """What stands between the verdict and the summary of a plan that replaces one; empty for any other."""
    assert isinstance(document.nodes[0], Heading)
    kept: list[Paragraph | Table | Items] = []
    for node in document.nodes[1:]:
        if isinstance(node, Heading) or (kept and isinstance(node, Paragraph)):
            break
        if isinstance(node, Paragraph | Table | Items):
            kept.append(node)
    return Document(tuple(kept)) if any(isinstance(each, Table) for each in kept) else Document(())


def cells(document: Document) -> dict[str, tuple[str, str]]:
    """Before and after, by what the row is about."""
    (table,) = [each for each in document.nodes if isinstance(each, Table)]
    texts = [[markdown(Document((Paragraph(cell),))).strip() for cell in row] for row in table.rows]
    return {about: (before, after) for about, before, after in texts}


@each_language
async def test_fewer_requests_are_set_beside_those_before_with_the_figures_and_rules_that_differ(
    language: str,
) -> None:
    before = team(language)
    after = what_if(before, FEWER[language], language)
    top = opening((await replanned(before, after, language)).document)
    say, old, new = words(language), assessed(before), assessed(after)
    assert isinstance(old.costs, Compared)
    assert isinstance(new.costs, Compared)
    rows = cells(top)
    today = say.say("changed.figure.today")
    assert rows[today[:1].upper() + today[1:]] == (
        say.say("changed.usd", amount=say.money(old.costs.today.base)),
        say.say("changed.usd", amount=say.money(new.costs.today.base)),
    )
    numbers = [each.quantity(Metric.REQUESTS_PER_MONTH) for each in (before, after)]
    assert any(
        row
        == tuple(
            say.say("metric.requests_per_month", value=say.number(each.value)) for each in numbers if each
        )
        for row in rows.values()
    )
    text = markdown(top)
    assert say.say("changed.verdict.migrate") in text
    assert say.say("changed.verdict.pilot") in text
    assert "C23" in text  # the saving is late now, with this budget
    assert "Spin en Fargate" in text or "Spin on Fargate" in text


@each_language
async def test_a_part_that_stays_now_and_a_target_that_is_gone_are_named(language: str) -> None:
    before = team(language, "kubernetes-partial")
    after = what_if(before, GPU[language], language)
    top = opening((await replanned(before, after, language)).document)
    rows = cells(top)
    none = words(language).say("changed.none")
    assert ("SpinKube", none) in rows.values()
    assert "B02" in markdown(top)
    moved = next(each for each in assessed(before).fits if each.language)
    assert f"`{moved.component.name}`" in rows


@pytest.mark.parametrize(("language", "question"), [("es", "¿Qué cambió?"), ("en", "What changed?")])
async def test_what_changed_can_be_asked_again(language: str, question: str) -> None:
    before = team(language)
    after = what_if(before, FEWER[language], language)
    made = await replanned(before, after, language)
    answered = shown(await Desk(None, language).answer(after, made, question))
    for cell in cells(opening(made.document)).values():
        assert all(each in answered for each in cell)


@each_language
async def test_the_same_answers_change_nothing_and_nothing_is_said(language: str) -> None:
    brief = team(language)
    again = await replanned(brief, brief, language)
    assert opening(again.document) == Document(())
    assert words(language).say("changed.lead", same=True, before="", after="", more=True)[:14] not in shown(
        again
    )


@each_language
async def test_a_diagnosis_opens_with_it_too(language: str) -> None:
    before = team(language)
    after = what_if(before, FEWER[language], language)
    made = await replanned(before, after, language, Mode.BASIC)
    assert opening(made.document).nodes


async def test_a_models_plan_opens_with_what_code_compared() -> None:
    before = team("es")
    after = what_if(before, FEWER["es"], "es")
    desk = Desk(ScriptedModel(good_plan(after).model_dump_json()))
    made = await desk.carry_out(MakePlan(after, Mode.PRO, (), VerdictCode.MIGRATE, before))
    assert "scripted" in made.provenance
    assert opening(made.document).nodes


async def test_before_is_what_was_posted_though_the_facts_have_aged_since() -> None:
    before = team("es")
    after = what_if(before, FEWER["es"], "es")
    job = MakePlan(after, Mode.PRO, (), VerdictCode.PARTIAL, before)
    made = await Desk(None).carry_out(job)
    assert "pasa de migrar una parte a" in markdown(opening(made.document))


async def test_a_plan_keeps_the_brief_that_it_was_written_from() -> None:
    brief = team("es")
    assert (await Desk(None).plan(brief)).brief == brief


@each_language
async def test_a_rewrite_in_a_what_if_is_work_still_to_be_done_and_paid(language: str) -> None:
    """Nobody has rewritten it yet: the plan does so step by step, and asks what that costs."""
    brief = team(language)
    unpaid = replace(brief, entries=tuple(each for each in brief.entries if each.topic != "budget"))
    after = what_if(unpaid, IN_GO[language], language)
    made = await replanned(unpaid, after, language)
    (api,) = [each for each in assessed(after).fits if each.component.name == "api"]
    assert (api.component.today, api.language, api.language_reason) == ("javascript", "go", "as_supposed")
    text = shown(made)
    costs = wording().source(language, "composed", "missing.budget_usd").split("{%")[0].strip()
    assert costs in text
    assert {"es": "reescribir `api`", "en": "rewriting `api`"}[language].replace("`", "") in text.replace(
        "`", ""
    )


@each_language
async def test_many_new_answers_are_counted_and_not_all_repeated(language: str) -> None:
    """Who goes on from the quick diagnosis to the plan answers a whole interview."""
    before, after = team(language, "mission"), team(language)
    rows = cells(opening((await replanned(before, after, language)).document))
    say = words(language)
    level = tuple(say.say(f"confidence.{assessed(each).confidence}") for each in (before, after))
    assert level in rows.values()
    found = difference(*(Judged(each, assessed(each)) for each in (before, after)))
    more = len(found.numbers) + len(found.answers) - MOST_ANSWERS
    assert more > 1
    assert say.say("changed.more", n=more) in rows
    none = say.say("changed.none")
    gone = [name for name, (_, now) in rows.items() if name.startswith("`") and now == none]
    assert gone == ["`python-functions`", "`node-functions`"]
    figure = say.say("changed.figure.startup")
    now = say.say("changed.usd", amount=say.money(375))
    assert rows[figure[:1].upper() + figure[1:]] == (none, now)


@each_language
async def test_a_saving_without_a_budget_says_that_its_pay_back_is_unknown(language: str) -> None:
    brief = team(language)
    unpaid = replace(brief, entries=tuple(each for each in brief.entries if each.topic != "budget"))
    text = shown(await Desk(None, language).plan(unpaid))
    costs = assessed(unpaid).costs
    assert isinstance(costs, Compared)
    assert costs.saving is not None
    assert costs.saving > 0
    unknown = {
        "es": "Sin ese dato no se dice en cuánto tiempo se recupera",
        "en": "no telling how long it takes",
    }
    assert unknown[language] in text
    assert words(language).say("head.missing") in text
    assert unknown[language] not in shown(await Desk(None, language).plan(brief))
