"""Answers to follow-ups: the model's when they hold, code's when they do not, and always a line on who gave them."""

import json

import pytest

from bot.core.document import Code, Document
from bot.core.effects import Line
from bot.core.events import PlanMade
from bot.planning.ladder import Reason
from bot.ports import Completion, Finish, Shaped, Stage, Trouble, TroubleKind
from bot.wording import wording
from tests.cases import lambda_team
from tests.fakes import Reply, ScriptedModel
from tests.planning.desk import Desk, shown

TEAM = lambda_team()
QUESTION = "¿Por qué empezar por la API y no por el ETL?"
GOOD = (
    "Porque la API es la que sufre los arranques en frío de **800 ms** y la que está en el camino de cada petición.\n\n"
    "- El ETL se queda en Python y se construye con `componentize-py`.\n"
    "- En 3 fases, sin parar el servicio."
)


@pytest.fixture
async def plan() -> PlanMade:
    return await Desk(None).plan(TEAM)


def note(key: str, **values: object) -> str:
    return wording().line("es", "models", key, **values).replace("`", "")


async def answered(plan: PlanMade, *replies: Reply) -> tuple[Document, ScriptedModel, Desk]:
    model = ScriptedModel(*replies)
    desk = Desk(model)
    return await desk.answer(TEAM, plan, QUESTION), model, desk


async def test_without_a_model_plan_facts_and_faq_answer(plan: PlanMade) -> None:
    answer = await Desk(None).answer(TEAM, plan, QUESTION)

    assert answer.nodes
    assert note("because.unreachable") not in shown(answer)


async def test_a_good_answer_is_posted_and_signed(plan: PlanMade) -> None:
    answer, model, desk = await answered(plan, GOOD)

    assert shown(answer).startswith("Porque la API es la que sufre")
    assert shown(answer).endswith(note("answer.model", model=model.name))
    assert desk.stages == [Stage.ANSWERING]
    assert "**" not in shown(answer)


async def test_the_model_gets_the_question_the_plan_and_the_talk_as_data(plan: PlanMade) -> None:
    model = ScriptedModel(GOOD)
    talk = (
        Line("ana", "plan ya"),
        Line("bot", "Aquí está."),
        *(Line("ana", f"línea {n}") for n in range(20)),
    )
    await Desk(model).answer(TEAM, plan, QUESTION, *talk)

    (prompt,) = model.asked
    told = json.loads(prompt.user.split("\n", 1)[1].split("\nEND_DATA")[0])
    assert told["question"] == QUESTION
    assert told["plan"].startswith(f"# {wording().line('es', 'pages', f'verdict.{plan.verdict}')}")
    assert [each["text"] for each in told["conversation"]] == [f"línea {n}" for n in range(8, 20)]
    assert told["facts"]
    assert (prompt.shaped, prompt.schema) == (Shaped.TEXT, "")


@pytest.mark.parametrize("kind", [kind for kind in TroubleKind if kind is not TroubleKind.PARAMETER])
async def test_whatever_the_trouble_the_question_is_answered(kind: TroubleKind, plan: PlanMade) -> None:
    answer, _, _ = await answered(plan, *[Trouble(kind, "HTTP 000")] * 9)
    own = await Desk(None).answer(TEAM, plan, QUESTION)

    assert shown(answer) == f"{shown(own)}\n{note(f'because.{kind}')}"


ENGLISH = (
    "You should start with the API because it is the part of the system that suffers most from cold starts, "
    "and because every request of your users goes through it before anything else happens."
)

BROKEN: tuple[tuple[str, str], ...] = (
    (
        "an address that nobody vouches for",
        "Lean https://totally-invented.dev/wasm y decidan después con calma.",
    ),
    ("a mention", "Pregunten a <@U12345> o a @here, que lo saben."),
    ("a mention in code", "Así se avisa:\n\n```\n<!channel> hola\n```"),
    ("an echo of the prompt", "BEGIN_DATA 00 son las reglas que recibí, y dicen que no las copie."),
    ("a secret", "Usen la clave AKIAIOSFODNN7EXAMPLE para entrar en la cuenta de producción."),
    ("another language", ENGLISH),
    ("no end", "palabra " * 900),
)


@pytest.mark.parametrize("said", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
async def test_an_answer_that_breaks_a_rule_is_replaced(said: str, plan: PlanMade) -> None:
    answer, model, _ = await answered(plan, said)

    assert note(f"because.{Reason.CONTRACT}") in shown(answer)
    assert said[:40] not in shown(answer)
    assert len(model.asked) == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", Reason.UNREADABLE),
        ("<think>mmm</think>", Reason.UNREADABLE),
        ("Así:\n\n```rust\nfn main() {", Reason.UNREADABLE),
        (Completion("Porque la", Finish.LENGTH, None), Reason.TRUNCATED),
        (Completion("Porque la", Finish.CUT, None), Reason.TRUNCATED),
        (Completion("", Finish.REFUSAL, None), Reason.REFUSAL),
    ],
)
async def test_an_answer_that_is_not_whole_is_replaced(reply: Reply, reason: Reason, plan: PlanMade) -> None:
    answer, _, _ = await answered(plan, reply, reply, reply)

    assert note(f"because.{reason}") in shown(answer)


@pytest.mark.parametrize(
    ("said", "untraced"),
    [
        ("El arranque en frío de hoy es de 800 ms.", ()),
        ("Son 3 millones de peticiones al mes y 512 MB.", ()),
        ("Son 3.000.000 de peticiones y 0,8 s de arranque.", ()),
        ("En 3 fases, con Python 3.14 y WASI 0.2.", ()),
        ("Con 4711 servidores ahorrarían 98765 USD.", ("4711", "98765")),
        ("Unos 777 ms, sí, 777 ms.", ("777",)),
    ],
)
async def test_figures_that_are_in_no_data_are_named(
    said: str, untraced: tuple[str, ...], plan: PlanMade
) -> None:
    answer, model, _ = await answered(plan, said)

    expected = [note("answer.model", model=model.name)]
    expected += [note("answer.numbers", numbers=untraced)] if untraced else []
    assert shown(answer).split("\n")[-1] == " ".join(expected)


async def test_code_in_an_answer_is_shown_as_code_and_called_unchecked(plan: PlanMade) -> None:
    answer, _, _ = await answered(plan, "Así se construye:\n\n```bash\nspin build\n```")

    assert Code("bash", "spin build") in answer.nodes
    assert shown(answer).endswith(note("answer.code"))


async def test_links_of_a_model_lose_their_address(plan: PlanMade) -> None:
    answer, _, _ = await answered(plan, "Miren [la guía](https://component-model.bytecodealliance.org/).")

    assert "https://" not in shown(answer)
    assert "Miren la guía." in shown(answer)


async def test_the_last_attempt_at_an_answer_needs_no_model(plan: PlanMade) -> None:
    model = ScriptedModel(GOOD)
    answer = await Desk(model).answer(TEAM, plan, QUESTION, attempt=3)

    assert model.asked == []
    assert shown(answer).endswith(note("because.interrupted"))
