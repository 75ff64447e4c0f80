"""Thread words: a message that says only "back", "saltar", "change traffic", "en inglés".

All languages are understood at all times. Accents, punctuation, courtesy and small slips are forgiven; a
sentence that merely contains a thread word is no command ("el estado está en Redis").
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.brief import Topic
from bot.core.lexicon import Lexicon
from bot.core.words import bare

LONGEST = 80  # characters; more is no thread word
FUZZY_FROM = 5
TWO_SLIPS_FROM = 10
LOOKED_UP = 3  # words in "facts about", and after it
SLASH = re.compile(r"^\s*[/!]?\s*wasm(?:-architect)?\b[\s:,]*", re.IGNORECASE)
NEW_WORDS = re.compile(r"[:=]\s*(?=\S)")


class Word(StrEnum):
    """What a thread word asks for. BASIC and PRO have the values of the modes."""

    BACK = "back"
    SKIP = "skip"
    WHY = "why"
    CHANGE = "change"
    PLAN_NOW = "plan_now"
    STATUS = "status"
    STOP = "stop"
    START_OVER = "start_over"
    HELP = "help"
    PROMPT = "prompt"
    BASIC = "basic"
    PRO = "pro"
    LANGUAGE = "language"
    FACTS = "facts"
    WHY_PROMPTS = "why_prompts"
    FORGET = "forget"


TAKES_REST = frozenset({Word.BASIC, Word.PRO, Word.FACTS})


@dataclass(frozen=True, slots=True)
class Command:
    """A thread word. `topic` is what CHANGE is about, `language` what LANGUAGE names; `rest` is what came along:
    the new words of an answer, the subject of FACTS, a system after "basic:"."""

    word: Word
    topic: Topic | None = None
    language: str | None = None
    rest: str = ""


def command_in(text: str, lexicon: Lexicon) -> Command | None:
    """The thread word that a whole message is; None for anything else."""
    slash = SLASH.match(text)
    said = text[slash.end() :] if slash else text
    if slash and (opening := _opening(said, lexicon)):
        return opening
    head, rest = _apart(said)
    if len(head) > LONGEST:
        return None
    command = _whole(bare(head), lexicon)
    if command is None or (rest and command.word not in {*TAKES_REST, Word.CHANGE}):
        return None
    if rest and command.word is Word.CHANGE and command.topic is None:
        return None
    if slash and command.word is Word.WHY:
        return Command(Word.WHY_PROMPTS)
    return Command(command.word, command.topic, command.language, rest or command.rest)


def mode_first(text: str, lexicon: Lexicon) -> Command | None:
    """ "basic AWS Lambda with Python": the mode and a system, as an opening; None for anything else."""
    return _opening(text, lexicon)


def language_of_command(text: str, lexicon: Lexicon) -> str | None:
    """The language whose word a message begins with, where only one has it: "basic" is English."""
    words = bare(SLASH.sub("", text)).split()
    for length in range(len(words), 0, -1):
        languages = lexicon.command_languages.get(" ".join(words[:length]))
        if languages is not None:
            return languages[0] if len(languages) == 1 else None
    return None


def _opening(said: str, lexicon: Lexicon) -> Command | None:
    """ "/wasm basic Kubernetes con Node": the mode, and a system."""
    first, _, rest = said.strip().partition(" ")
    word = lexicon.commands.get(bare(first))
    return Command(Word(word), rest=rest.strip()) if word in {Word.BASIC, Word.PRO} and rest.strip() else None


def _apart(said: str) -> tuple[str, str]:
    """ "cambiar tráfico: 5M al mes": the thread word and the words that it brings along."""
    mark = NEW_WORDS.search(said)
    return (said[: mark.start()], said[mark.end() :].strip()) if mark else (said, "")


def _whole(said: str, lexicon: Lexicon) -> Command | None:
    """The folded message as a command, as it stands or without courtesy."""
    for attempt in dict.fromkeys((said, _plain(said, lexicon))):
        command = (
            _exact(attempt, lexicon)
            or _language(attempt, lexicon)
            or _change(attempt, lexicon)
            or _facts(attempt, lexicon)
        )
        if command:
            return command
    return _misspelt(_plain(said, lexicon), lexicon)


def _plain(said: str, lexicon: Lexicon) -> str:
    """Without courtesy at either end ("por favor", "can you", "gracias")."""
    words, polite = said.split(), lexicon.answers["polite"]
    longest = max(len(each.split()) for each in polite)
    changed = True
    while changed and words:
        changed = False
        for length in range(min(longest, len(words)), 0, -1):
            if " ".join(words[:length]) in polite and length < len(words):
                words, changed = words[length:], True
            elif " ".join(words[-length:]) in polite and length < len(words):
                words, changed = words[:-length], True
    return " ".join(words)


def _exact(said: str, lexicon: Lexicon) -> Command | None:
    word = lexicon.commands.get(said)
    return Command(Word(word)) if word else None


def _language(said: str, lexicon: Lexicon) -> Command | None:
    """ "en inglés", "switch to English", "español"."""
    articles = lexicon.command_words["articles"]
    *before, last = said.split() or [""]
    name = lexicon.language_names.get(_near(last, tuple(lexicon.language_names)) or last)
    switching = all(each in articles or lexicon.commands.get(each) == Word.CHANGE for each in before)
    return Command(Word.LANGUAGE, language=name) if name and switching else None


def _change(said: str, lexicon: Lexicon) -> Command | None:
    """ "cambiar el estado", "change traffic to 5M a month"."""
    words = said.split()
    verbs = [
        length
        for length in range(1, len(words))
        if lexicon.commands.get(" ".join(words[:length])) == Word.CHANGE
    ]
    if not verbs:
        return None
    rest = words[verbs[-1] :]
    while rest and rest[0] in lexicon.command_words["articles"]:
        rest = rest[1:]
    topic = _topic(" ".join(rest), lexicon)
    return Command(Word.CHANGE, topic) if topic else None


def _topic(named: str, lexicon: Lexicon) -> Topic | None:
    known = lexicon.topics.get(named) or lexicon.topics.get(_near(named, tuple(lexicon.topics)) or "")
    return Topic(known) if known else None


def _facts(said: str, lexicon: Lexicon) -> Command | None:
    """ "facts spin", "hechos sobre python"."""
    words = said.split()
    for length in range(min(LOOKED_UP, len(words) - 1), 0, -1):
        if " ".join(words[:length]) in lexicon.command_words["looks_up"] and len(words) - length <= LOOKED_UP:
            return Command(Word.FACTS, rest=" ".join(words[length:]))
    return None


def _misspelt(said: str, lexicon: Lexicon) -> Command | None:
    forgiven = tuple(each for each, word in lexicon.commands.items() if word != Word.FORGET)
    near = _near(said, forgiven)  # what deletes is never guessed
    return _exact(near, lexicon) if near else None


def _near(said: str, known: tuple[str, ...]) -> str | None:
    """What a slip may have meant: one slip from five letters on, two from ten, never at either end."""
    if len(said) < FUZZY_FROM:
        return None
    slips = 2 if len(said) >= TWO_SLIPS_FROM else 1
    ends = (said[0], said[-1])
    candidates = tuple(each for each in known if len(each) >= FUZZY_FROM and (each[0], each[-1]) == ends)
    found = process.extractOne(said, candidates, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else None
