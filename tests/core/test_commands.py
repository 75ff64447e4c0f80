"""Thread words in two languages, with courtesy, slips and missing accents; and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.brief import Topic
from bot.core.commands import Command, Word, command_in
from bot.core.events import Mode
from bot.vocabulary import lexicon

LEXICON = lexicon()

WORDS = {
    Word.BACK: ["atrás", "atras", "volver", "back", "go back", "previous question", "Atrás, por favor."],
    Word.SKIP: ["saltar", "omitir", "siguiente", "skip", "next question", "Skip this one!", "saltr", "Saltar"],
    Word.WHY: ["por qué", "¿Por qué?", "por que", "¿por qué preguntas eso?", "why", "Why do you ask?", "porqué"],
    Word.CHANGE: ["cambiar", "cambiar una respuesta", "corregir", "change", "edit", "quiero cambiar una respuesta"],
    Word.PLAN_NOW: ["plan ya", "dame el plan", "haz el plan ya por favor", "plan now", "Give me the plan, please!"],
    Word.STATUS: ["estado", "Estado?", "resumen", "¿qué has entendido?", "status", "what's missing?", "sumary"],
    Word.STOP: ["parar", "para", "cancelar", "stop", "STOP!", "quit", "cancel"],
    Word.START_OVER: ["empezar de nuevo", "emepzar de nuevo", "reiniciar", "start over", "let's start over"],
    Word.HELP: ["ayuda", "ayudaa", "help", "help me please", "¿qué puedes hacer?", "what can you do?", "/wasm help"],
    Word.PROMPT: ["prompt", "ver el prompt", "show me the prompt", "promt"],
    Word.BASIC: ["básico", "basico", "basic", "quick diagnosis", "modo básico"],
    Word.PRO: ["pro", "modo pro", "full plan"],
    Word.FACTS: ["hechos", "facts", "sources", "muestra los hechos", "show facts"],
    Word.WHY_PROMPTS: ["why these prompts", "¿Por qué funcionan estos prompts?", "/wasm why", "/wasm por qué"],
    Word.FORGET: ["olvidar", "olvida esta conversación", "borra mis datos", "forget", "delete my data", "/wasm forget"],
}  # fmt: skip


@pytest.mark.parametrize(("word", "text"), [(word, text) for word, texts in WORDS.items() for text in texts])
def test_a_thread_word_in_either_language(word: Word, text: str) -> None:
    assert command_in(text, LEXICON) == Command(word)


@pytest.mark.parametrize("text", ["olvidarr", "forgte", "borra mis dats", "olvídalo", "forget it"])
def test_what_deletes_is_never_guessed(text: str) -> None:
    assert command_in(text, LEXICON) != Command(Word.FORGET)


def test_every_word_can_be_said() -> None:
    assert {*WORDS, Word.LANGUAGE} == set(Word)
    assert {each.value for each in Mode} <= set(Word)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("en inglés", "en"),
        ("in English", "en"),
        ("English please", "en"),
        ("español", "es"),
        ("in spanish", "es"),
        ("cambiar a inglés", "en"),
        ("switch to Spanish", "es"),
        ("hablemos en inglés", "en"),
        ("castellano, por favor", "es"),
        ("englsh", "en"),
        ("cambiar idioma", None),
        ("language", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert command_in(text, LEXICON) == Command(Word.LANGUAGE, language=language)


@pytest.mark.parametrize(
    ("text", "topic", "rest"),
    [
        ("cambiar tráfico", Topic.TRAFFIC, ""),
        ("change traffic", Topic.TRAFFIC, ""),
        ("cambiar el estado", Topic.STATE, ""),
        ("change the state please", Topic.STATE, ""),
        ("corregir la respuesta de presupuesto", Topic.BUDGET, ""),
        ("change my answer about compliance", Topic.COMPLIANCE, ""),
        ("quiero cambiar la infraestructura", Topic.INFRASTRUCTURE, ""),
        ("cambiar infraestructua", Topic.INFRASTRUCTURE, ""),
        ("cambiar tráfico: 5M al mes", Topic.TRAFFIC, "5M al mes"),
        ("modificar presupuesto = 20k USD", Topic.BUDGET, "20k USD"),
    ],
)
def test_change_names_its_topic(text: str, topic: Topic, rest: str) -> None:
    assert command_in(text, LEXICON) == Command(Word.CHANGE, topic, rest=rest)


@pytest.mark.parametrize("topic", Topic)
def test_every_topic_can_be_changed_by_its_id_or_name(topic: Topic) -> None:
    assert command_in(f"change {topic.value}", LEXICON) == Command(Word.CHANGE, topic)


@pytest.mark.parametrize(
    ("text", "word", "rest"),
    [
        ("facts spin", Word.FACTS, "spin"),
        ("hechos sobre python", Word.FACTS, "python"),
        ("facts about cloudflare workers", Word.FACTS, "cloudflare workers"),
        ("facts: spin", Word.FACTS, "spin"),
        ("básico: Kubernetes con Node", Word.BASIC, "Kubernetes con Node"),
        ("pro: Lambda", Word.PRO, "Lambda"),
        ("/wasm basic Kubernetes con Node", Word.BASIC, "Kubernetes con Node"),
        ("/wasm pro Lambda", Word.PRO, "Lambda"),
    ],
)
def test_what_comes_along(text: str, word: Word, rest: str) -> None:
    assert command_in(text, LEXICON) == Command(word, rest=rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "¿?",
        "/wasm",
        "/wasm Kubernetes con Node",
        "no",
        "ninguna",
        "hecho",
        "datos de salud",
        "correct",
        "rápido",
        "el estado está en Redis",
        "el estado es externo",
        "paramos los servicios cada noche",
        "we want to stop paying so much",
        "por qué importa el estado",
        "why is Lambda slow?",
        "plan ya: mañana",
        "cambiar: todo",
        "change the database engine",
        "facts are that we use Java a lot",
        "facts about the price of everything else",
        "cambiar a francés",
        "hablemos francés",
        "inglés y español",
        "español tenemos poco",
        "por favor",
        "please thanks",
        "saltar " * 30,
        "helps",
        "xyzzy",
    ],
)
def test_anything_else_is_no_command(text: str) -> None:
    assert command_in(text, LEXICON) is None


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_a_command_or_none(text: str) -> None:
    found = command_in(text, LEXICON)
    assert found is None or found.rest in text
