"""The scripts in `examples/`, from the command to the plan: what a new user sees first."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.planning.wit import parse
from tests.journeys.shell import Ran, example, run

WAYS = {"lambda": "migrate", "partial": "partial", "stay": "stay", "insufficient": "insufficient_evidence"}
VERDICTS = {
    "es": {
        "migrate": "migrar",
        "partial": "migrar una parte",
        "stay": "no migrar a Wasm; seguir en máquinas virtuales o pasar a contenedores",
        "insufficient_evidence": "faltan datos para decidir",
    },
    "en": {
        "migrate": "migrate",
        "partial": "migrate a part",
        "stay": "do not migrate to Wasm; stay on virtual machines or move to containers",
        "insufficient_evidence": "not enough data to decide",
    },
}
COLUMNS = {"es": ("Fase", "Tarea", "Herramientas"), "en": ("Phase", "Task", "Tools")}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Ran]:
    """Every example, run once as JSON lines."""
    found: dict[tuple[str, str], Ran] = {}
    for name in WAYS:
        for language in VERDICTS:
            home = tmp_path_factory.mktemp(f"{name}-{language}")
            found[name, language] = run(home, "chat", "--format", "jsonl", said=example(f"{name}-{language}"))
    return found


def plan_of(ran: Ran) -> dict[str, Any]:
    """The plan's message; there is exactly one."""
    (plan,) = [each for each in ran.messages if each["notice"] == "plan_posted"]
    return plan


def nodes(plan: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [each for each in plan["document"]["nodes"] if each["kind"] == kind]


@pytest.mark.parametrize("language", VERDICTS)
@pytest.mark.parametrize("name", WAYS)
class TestEveryExample:
    def test_ends_in_its_verdict_which_comes_first(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        ran = played[name, language]
        assert ran.status == 0
        first = plan_of(ran)["document"]["nodes"][0]
        assert first["kind"] == "heading"
        assert first["text"].endswith(VERDICTS[language][WAYS[name]])

    def test_each_question_is_asked_once_and_answered(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        topics = [each["topic"] for each in played[name, language].messages if "topic" in each]
        assert len(topics) == len(set(topics)) <= 7

    def test_says_how_to_connect_a_model_and_who_wrote_it(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        text = plan_of(played[name, language])["text"]
        assert len([line for line in text.split("\n") if "LLM_MODEL" in line]) == 1

    def test_nothing_failed_and_no_contract_clause_is_broken(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        ran = played[name, language]
        assert "work_failed" not in {each["notice"] for each in ran.messages}
        assert ran.err == ""

    def test_ids_are_unique_and_notices_are_named(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        messages = played[name, language].messages
        assert len({each["id"] for each in messages}) == len(messages)
        assert all({"id", "notice", "text", "document"} <= each.keys() for each in messages)


@pytest.mark.parametrize("language", VERDICTS)
@pytest.mark.parametrize("name", ["lambda", "partial"])
class TestAPlanToMove:
    def test_has_one_table_of_exactly_three_phases(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        tables = nodes(plan_of(played[name, language]), "table")
        phases = [each for each in tables if tuple(each["header"]) == COLUMNS[language]]
        assert [len(each["rows"]) for each in phases] == [3]

    def test_has_the_four_sections_in_order(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        headings = [each["text"] for each in nodes(plan_of(played[name, language]), "heading")]
        numbered = [each for each in headings if re.match(r"[1-4]\. ", each)]
        assert [each[0] for each in numbered] == ["1", "2", "3", "4"]

    def test_shows_code_that_parses(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        code = nodes(plan_of(played[name, language]), "code")
        languages = {each["language"] for each in code}
        assert "wit" in languages
        assert languages & {"toml", "yaml"}
        for each in code:
            match each["language"]:
                case "wit":
                    assert hasattr(parse(each["text"]), "interfaces"), each["text"]
                case "toml":
                    tomllib.loads(each["text"])
                case "yaml":
                    list(yaml.safe_load_all(each["text"]))
                case "python":
                    compile(each["text"], each["title"], "exec")
                case _:  # Rust and Go: the plan says itself that they were not compiled
                    assert each["language"] in {"rust", "go", "javascript"}

    def test_gives_sources_with_dates(
        self, played: dict[tuple[str, str], Ran], name: str, language: str
    ) -> None:
        text = plan_of(played[name, language])["text"]
        assert len(re.findall(r"20\d\d-\d\d-\d\d", text)) >= 5
        assert "https://" in text


@pytest.mark.parametrize("language", VERDICTS)
def test_stay_has_no_phases_and_says_what_would_change_it(
    played: dict[tuple[str, str], Ran], language: str
) -> None:
    plan = plan_of(played["stay", language])
    headers = [tuple(each["header"]) for each in nodes(plan, "table")]
    assert COLUMNS[language] not in headers
    wanted = {"es": "Qué cambiaría este veredicto", "en": "What would change this verdict"}[language]
    assert wanted in [each["text"] for each in nodes(plan, "heading")]


@pytest.mark.parametrize("language", VERDICTS)
def test_nothing_known_gives_no_number_with_a_unit(played: dict[tuple[str, str], Ran], language: str) -> None:
    plan = plan_of(played["insufficient", language])
    prose = json.dumps(
        [each for each in plan["document"]["nodes"] if each["kind"] != "heading"], ensure_ascii=False
    )
    assert re.findall(r"\d[\d.,]* ?(?:USD|ms|MB|GB|%|s\b|€|\$)", prose) == []


def test_a_pipe_reads_as_a_conversation(tmp_path: Path) -> None:
    """`make run < examples/lambda-es.txt`: what people said as quotes, the bot's Markdown, nothing else."""
    ran = run(tmp_path, "chat", said=example("lambda-es"))
    said = [line[2:] for line in ran.out.split("\n") if line.startswith("> ")]
    assert said == example("lambda-es").strip().split("\n")
    assert "| Fase | Tarea | Herramientas |" in ran.out
    assert "\x1b" not in ran.out
