"""What an attached file shows, by the line that shows it first."""

from bot.core.brief import FoundIn
from bot.core.events import TextFile
from bot.core.reading import read_file
from bot.vocabulary import lexicon

LEXICON = lexicon()


def shown(name: str, text: str) -> list[tuple[int, str]]:
    """(line, kind:value) of each signal."""
    return [
        (origin.line, f"{signal.kind}:{signal.value}")
        for origin, reading in read_file(TextFile(name, text), LEXICON, "es")
        for signal in reading.signals
    ]


def test_code_names_technologies_and_its_numbers_are_not_ours() -> None:
    text = "import sharp from 'sharp'\nimport 'express'\nawait sleep(3000) // 3 s\nconst url = 'postgres'\n"
    assert shown("src/server.mjs", text) == [
        (1, "package:sharp"),
        (2, "framework:express"),
        (2, "language:javascript"),
        (2, "package:express"),
        (4, "datastore:postgresql"),
    ]
    origins = [origin for origin, _ in read_file(TextFile("src/server.mjs", text), LEXICON, "es")]
    assert origins[0] == FoundIn("src/server.mjs", 1)


def test_everyday_words_of_a_list_are_no_languages() -> None:
    assert shown("needs", "requests==2.34\nclick\n# go and c, in rust\n") == [
        (1, "package:requests"),
        (2, "package:click"),
    ]


def test_prose_is_read_like_a_message() -> None:
    text = "# API\n\nNo usamos hilos.\nUnos 3M req/mes.\nNo usamos hilos.\n"
    found = read_file(TextFile("README.md", text), LEXICON, "es")
    assert [(origin.line, len(reading.signals), len(reading.quantities)) for origin, reading in found] == [
        (1, 1, 0),
        (3, 1, 0),
        (4, 0, 1),
    ]
    assert found[1][1].signals[0].negated


def test_an_empty_file_shows_nothing() -> None:
    assert read_file(TextFile("notes.txt", ""), LEXICON, "es") == ()
