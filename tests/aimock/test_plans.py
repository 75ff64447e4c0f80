"""The whole way to an independent server and back: what a team sees of its answers and of its failures."""

from pathlib import Path

import pytest

from adapters import openai
from adapters.openai.limits import Limits
from bot.core.events import PlanMade
from bot.planning.ladder import Reason
from bot.wording import wording
from tests.aimock.server import Fixture, aimock, refuses, says
from tests.cases import database_team, lambda_team
from tests.planning.desk import Desk, good_plan, shown

TEAM = lambda_team()
SUMMARY = "Este resumen lo redactó el modelo: conviene mover la API y el ETL, sin parar el servicio."
PLAN = good_plan(TEAM).model_copy(update={"summary": SUMMARY}).model_dump_json()
LIMITS = Limits(connect=5, silence=5, whole=20)


async def posted(folder: Path, *fixtures: Fixture, limits: Limits = LIMITS) -> tuple[PlanMade, Desk]:
    with aimock(folder, fixtures) as url:
        model = openai.create("any-key", url, "gpt-6-luna", limits)
        desk = Desk(model)
        made = await desk.plan(TEAM)
        await model.close()
    return made, desk


def because(reason: Reason) -> str:
    return wording().line("es", "pages", f"because.{reason}").replace("`", "").replace("**", "").strip()


BY_THE_MODEL: tuple[tuple[str, tuple[Fixture, ...]], ...] = (
    ("at once", (says(PLAN),)),
    ("after a slow first token", (says(PLAN, streamingProfile={"ttft": 1500, "tps": 2000}),)),
    ("after a rate limit", (refuses(429, "slow", 0, type="rate_limit_error", retryAfter=1), says(PLAN))),
    ("after a failure", (refuses(500, "oops", 0), says(PLAN))),
    ("after a stream that was cut", (says(PLAN, 0, truncateAfterChunks=5, latency=10), says(PLAN))),
    ("after a connection that broke", (says(PLAN, 0, disconnectAfterMs=20, latency=10), says(PLAN))),
    (
        "after a truncation by length",
        (says(PLAN[:3000], 0) | {"response": {"content": PLAN[:3000], "finishReason": "length"}}, says(PLAN)),
    ),
    ("after a plan in prose", (says("Migren poco a poco.", 0), says(PLAN))),
    ("in a fence", (says(f"```json\n{PLAN}\n```"),)),
)


@pytest.mark.parametrize("fixtures", [row[1] for row in BY_THE_MODEL], ids=[row[0] for row in BY_THE_MODEL])
async def test_the_model_s_plan_is_posted(fixtures: tuple[Fixture, ...], tmp_path: Path) -> None:
    made, _ = await posted(tmp_path, *fixtures)

    assert SUMMARY in shown(made)
    assert "gpt-6-luna" in made.provenance


async def test_tokens_are_those_that_the_server_counted(tmp_path: Path) -> None:
    made, _ = await posted(tmp_path, says(PLAN))

    assert "4000" in shown(made)
    assert "1500" in shown(made)


BY_CODE: tuple[tuple[str, Fixture, Reason], ...] = (
    ("a wrong key", refuses(401, "Incorrect API key provided", code="invalid_api_key"), Reason.AUTH),
    (
        "no money left",
        refuses(429, "quota", type="insufficient_quota", code="insufficient_quota"),
        Reason.QUOTA,
    ),
    (
        "no such model",
        refuses(404, "The model does not exist", code="model_not_found"),
        Reason.MODEL_NOT_FOUND,
    ),
    ("too long", refuses(400, "too long", code="context_length_exceeded"), Reason.CONTEXT),
    ("failures without end", refuses(500, "oops"), Reason.SERVER),
    ("a rate limit without end", refuses(429, "slow", type="rate_limit_error"), Reason.RATE),
    ("streams that are always cut", says(PLAN, truncateAfterChunks=5, latency=10), Reason.TRUNCATED),
    ("connections that always break", says(PLAN, disconnectAfterMs=20, latency=10), Reason.TRUNCATED),
    ("a first token that never comes", says(PLAN, streamingProfile={"ttft": 30000}), Reason.TIMEOUT),
)


@pytest.mark.parametrize(("fixture", "reason"), [row[1:] for row in BY_CODE], ids=[row[0] for row in BY_CODE])
async def test_code_s_plan_is_posted_with_the_reason(
    fixture: Fixture, reason: Reason, tmp_path: Path
) -> None:
    made, _ = await posted(tmp_path, fixture, limits=Limits(connect=2, silence=1, whole=3))

    assert because(reason) in shown(made)
    assert "gpt-6-luna" not in made.provenance


async def test_a_plan_that_breaks_the_contract_is_repaired(tmp_path: Path) -> None:
    forced = good_plan(TEAM).model_copy(update={"target": "narnia-edge"}).model_dump_json()
    made, desk = await posted(tmp_path, says(forced, 0), says(PLAN))

    assert SUMMARY in shown(made)
    assert "corregido una vez" in shown(made)
    assert "repairing" in desk.stages


async def test_a_migration_where_the_verdict_is_to_stay_is_never_posted(tmp_path: Path) -> None:
    with aimock(tmp_path, (says(PLAN),)) as url:
        model = openai.create("any-key", url, "gpt-6-luna", LIMITS)
        made = await Desk(model).plan(database_team())
        await model.close()

    assert made.verdict == "stay"
    assert because(Reason.UNREADABLE) in shown(made)
    assert SUMMARY not in shown(made)
