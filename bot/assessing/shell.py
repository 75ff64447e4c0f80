"""What `assess` does: open, decide, show."""

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from adapters.terminal.listing import tell, warn
from adapters.terminal.screen import RichFace
from bot.assessing.answers import told
from bot.assessing.json_form import Json, json_form
from bot.assessing.opening import opened
from bot.assessing.pages import assessed_pages
from bot.assessing.refusals import Refused
from bot.assessing.roots import from_here
from bot.assessing.sarif import sarif
from bot.assessment.evidence.gather import gather
from bot.assessment.evidence.judging import Judged, judged
from bot.assessment.evidence.shapes import Weight
from bot.assessment.facts import knowledge
from bot.chatting import terminal_width
from bot.core.events import Key
from bot.planning.phrases import Phrases
from bot.ports import Posting
from bot.presenter.markdown import markdown
from bot.vocabulary import lexicon
from bot.wording import wording

OK, FAILED, USAGE = 0, 1, 2
TABLE: Final = "assess"
HERE: Final = Key("terminal", "local", TABLE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How `assess` was called. `fail_on` is the weight of a finding that makes the exit status 1, if any."""

    paths: tuple[Path, ...]
    answers: Path | None
    form: str  # "text", "json", "markdown" or "sarif"
    language: str
    fail_on: str | None = None


def assess(wanted: Wanted, today: date) -> int:
    """Open, decide, show."""
    words = Phrases(wording(), wanted.language, TABLE)
    try:
        found = decided(wanted, today)
    except Refused as refused:
        warn(words.say(f"refused.{refused.why}", **refused.values))
        return USAGE
    show(found, wanted, words)
    failing = wanted.fail_on is not None and any(each.weight is Weight.BLOCKER for each in found.findings)
    return FAILED if failing else OK


def decided(wanted: Wanted, today: date) -> Judged:
    """The verdict. Raises Refused when there is nothing to decide by."""
    said = told(wanted.answers, wanted.language, lexicon())
    files = opened(wanted.paths)
    evidence = gather(files.texts, files.unread, lexicon().shared.role)
    if not evidence.coverage.formats:
        raise Refused("nothing", {"count": len(evidence.coverage.strangers)})
    return judged(evidence, said, knowledge(), lexicon(), today)


def show(found: Judged, wanted: Wanted, words: Phrases) -> None:
    """On stdout: for people at a terminal with its colours, in a pipe as Markdown."""
    if wanted.form in ("json", "sarif"):
        tell(json.dumps(_object(found, wanted, words), ensure_ascii=False, indent=2))
        return
    document = assessed_pages(found, knowledge(), words)
    if wanted.form == "text" and sys.stdout.isatty():
        face = RichFace(terminal_width)
        sys.stdout.write(face.message(Posting(TABLE, HERE, TABLE, None, document, inherited=False)))
    else:
        tell(markdown(document))


def _object(found: Judged, wanted: Wanted, words: Phrases) -> Json:
    if wanted.form == "json":
        return json_form(found, knowledge(), words)
    here = from_here((each, each.is_dir()) for each in wanted.paths)
    return sarif(found, knowledge(), words, here)
