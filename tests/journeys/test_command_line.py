"""The command line as a new user meets it: help, settings, facts, the doctor, the prompt."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from bot.cli_words import languages
from tests.journeys.shell import ROOT, environment, run


@pytest.mark.parametrize(("language", "word"), [("es", "uso:"), ("en", "usage:")])
def test_help_speaks_the_language_that_is_asked_for(tmp_path: Path, language: str, word: str) -> None:
    ran = run(tmp_path, "--help", env={"WASM_ARCHITECT_LANG": language})
    assert ran.status == 0
    assert ran.out.startswith(word)
    assert all(command in ran.out for command in ("chat", "facts", "doctor"))


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({"LLM_MODEL": "m", "OPENAI_BASE_URL": "localhost"}, "OPENAI_BASE_URL"),
        ({"OPENAI_API_KEY": "sk-x"}, "LLM_MODEL"),
        ({"OPENAI_BASE_URL": "http://localhost/v1"}, "LLM_MODEL"),
        ({"LLM_MODEL": "m"}, "OPENAI_API_KEY"),
        ({"LLM_MODEL": " "}, "LLM_MODEL"),
        ({"WASM_ARCHITECT_LANG": "fr"}, "WASM_ARCHITECT_LANG"),
        ({"WASM_ARCHITECT_REMINDER_HOURS": "mañana"}, "WASM_ARCHITECT_REMINDER_HOURS"),
        ({"WASM_ARCHITECT_REMINDER_HOURS": "nan"}, "WASM_ARCHITECT_REMINDER_HOURS"),
        ({"WASM_ARCHITECT_EXPIRY_DAYS": "0"}, "WASM_ARCHITECT_EXPIRY_DAYS"),
        ({"WASM_ARCHITECT_EXPIRY_DAYS": "1"}, "WASM_ARCHITECT_EXPIRY_DAYS"),
        ({"WASM_ARCHITECT_EXPIRY_DAYS": "1e12"}, "WASM_ARCHITECT_EXPIRY_DAYS"),
        ({"WASM_ARCHITECT_REMINDER_HOURS": "8e7"}, "WASM_ARCHITECT_REMINDER_HOURS"),
        ({"LLM_MODEL": "m", "OPENAI_BASE_URL": "http://ana:s3cret@host/v1"}, "OPENAI_BASE_URL"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_name_and_an_example(
    tmp_path: Path, env: dict[str, str], name: str
) -> None:
    ran = run(tmp_path, "chat", said="hola", env=env)
    assert ran.status == 2
    assert ran.out == ""
    assert f"{name}: " in ran.err
    assert f": {name}=" in ran.err
    assert "Traceback" not in ran.err
    assert "s3cret" not in ran.err


def test_all_wrong_settings_are_told_at_once_and_no_value_is_shown(tmp_path: Path) -> None:
    env = {"OPENAI_API_KEY": "sk-very-secret", "WASM_ARCHITECT_LANG": "xx"}
    ran = run(tmp_path, "doctor", env=env)
    assert "LLM_MODEL" in ran.err
    assert "WASM_ARCHITECT_LANG" in ran.err
    assert "sk-very-secret" not in ran.err


def test_a_home_that_cannot_be_made_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run(tmp_path, "chat", said="hola", env={"WASM_ARCHITECT_HOME": str(tmp_path / "file" / "home")})
    assert ran.status == 2
    assert "WASM_ARCHITECT_HOME" in ran.err


def test_settings_are_read_from_a_file_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WASM_ARCHITECT_LANG=xx\n", encoding="utf-8")
    assert "WASM_ARCHITECT_LANG" in run(tmp_path, "doctor").err


def test_a_settings_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"LLM_MODEL=a\xf1o\n")
    ran = run(tmp_path, "doctor")
    assert ran.status == 2
    assert ".env" in ran.err
    assert "Traceback" not in ran.err


def test_a_closed_stream_never_becomes_a_file_of_ours(tmp_path: Path) -> None:
    """`chat >&-`: what is said must not run into the log or the database."""
    command = f"{sys.executable} -m bot chat --format jsonl >&- 2>/dev/null"
    said = b"Tenemos una lambda con mi texto privado\n"
    subprocess.run(command, shell=True, input=said, env=environment(tmp_path), check=False, timeout=60)
    assert b"privado" not in (tmp_path / "wasm-architect.log").read_bytes()


def test_a_wrong_call_is_told_in_the_language(tmp_path: Path) -> None:
    ran = run(tmp_path, "chat", "--nada")
    assert ran.status == 2
    assert "no se reconoce: --nada" in ran.err


def test_facts_are_listed_with_date_age_source_and_marks(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in run(tmp_path, "facts", "--json").out.split("\n") if line]
    assert len(rows) > 60
    by_id = {row["id"]: row for row in rows}
    assert "conflicting" in by_id["cf-limits"]["marks"]
    assert "vendor_claim" in by_id["akamai-cold"]["marks"]
    assert "undated" in by_id["akamai-cold"]["marks"]
    assert by_id["spin4"]["as_of"] == "2026-06-15"
    assert all(row["says"] and row["source"] for row in rows)


def test_facts_about_something(tmp_path: Path) -> None:
    ran = run(tmp_path, "facts", "spin", "--lang", "en")
    assert ran.status == 0
    assert "spin4" in ran.out
    assert "2026-06-15" in ran.out
    assert "docker-wasm" not in ran.out
    assert "Ningún hecho" in run(tmp_path, "facts", "xyzzy", "--lang", "es").out


def test_the_doctor_says_what_is_configured_and_what_to_do(tmp_path: Path) -> None:
    ran = run(tmp_path, "doctor")
    assert ran.status == 0
    assert "LLM_MODEL" in ran.out
    assert str(tmp_path) in ran.out


def test_the_doctor_fails_when_the_model_does_not_answer(tmp_path: Path) -> None:
    env = {"LLM_MODEL": "m", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    ran = run(tmp_path, "doctor", env=env)
    assert ran.status == 1
    assert "no se llega al servidor" in ran.out
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("language", "said", "slots"),
    [
        ("es", "AWS Lambda con Python; los arranques en frío duelen", ("AWS Lambda", "arranques en frío")),
        ("en", "AWS Lambda with Python; cold starts hurt", ("AWS Lambda", "cold starts hurt")),
    ],
)
def test_the_filled_prompt_is_shown_and_nothing_is_stored(
    tmp_path: Path, language: str, said: str, slots: tuple[str, ...]
) -> None:
    ran = run(tmp_path, "chat", "--prompt", "--lang", language, said=said)
    assert ran.status == 0
    assert all(slot in ran.out for slot in slots)
    assert not (tmp_path / "conversations.sqlite").exists()


def test_two_processes_on_one_folder_are_told_apart(tmp_path: Path) -> None:
    """The second one says so, loses nothing and leaves the first alone."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    ) as first:
        assert first.stdin
        assert first.stdout
        first.stdin.write(b"AWS Lambda con Node\n")
        first.stdin.flush()
        first.stdout.readline()
        second = run(tmp_path, "chat", said="hola")
        assert second.status == 1
        assert "Otro proceso" in second.err
        assert str(tmp_path) in second.err
        first.stdin.close()
        assert first.wait(timeout=30) == 0


def test_languages_say_the_same_at_the_command_line() -> None:
    """The same keys with the same variables; argparse speaks English by itself."""
    first, *others = (sentences(each) for each in languages())
    assert len(first) > 100
    for other in others:
        assert other == first


def sentences(language: str) -> dict[str, frozenset[str]]:
    """By their keys, the variables of each."""
    table = tomllib.loads((ROOT / "prompts" / language / "cli.toml").read_text(encoding="utf-8"))
    return {
        f"{name}.{key}": frozenset(variable for _, variable, _, _ in Formatter().parse(text) if variable)
        for name, texts in table.items()
        if name != "argparse"
        for key, text in texts.items()
    }
