"""What was not read, as notifications of the run: what nobody could look at is told beside what was found."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.assessing.roots import Uri, location
from bot.assessment.evidence.judging import Judged
from bot.assessment.manifests.shapes import Unread, Why
from bot.planning.phrases import Phrases

Json = Mapping[str, object]
EXPECTED: Final = frozenset(
    {Why.LEFT_OUT, Why.REPEATED, Why.UNLISTED, Why.UNRESOLVED}
)  # no trouble of whoever wrote the file
MOST: Final = 1_000  # notifications; what is over is counted in the last one


def unread_rules(found: Judged, words: Phrases) -> list[Json]:
    """A descriptor for each reason that notifications give."""
    whys = dict.fromkeys(each.why for each in found.evidence.coverage.unread)
    return [
        {"id": f"unread/{each.value}", "shortDescription": {"text": words.say(f"why.{each.value}")}}
        for each in whys
    ]


def notes(found: Judged, left: int, words: Phrases, uri: Uri) -> Iterator[Json]:
    """One notification for each place that was not read, and one for `left` results that are too many to show."""
    unread = found.evidence.coverage.unread
    for each in unread[:MOST]:
        yield _note(each, words, uri)
    for key, count in (("unread_left", len(unread) - MOST), ("results_left", left)):
        if count > 0:
            yield {"level": "warning", "message": {"text": words.say(f"sarif.{key}", count=count)}}


def _note(each: Unread, words: Phrases, uri: Uri) -> Json:
    says = words.say("sarif.unread", why=words.say(f"why.{each.why.value}"), at=str(each.at))
    return {
        "level": "note" if each.why in EXPECTED else "warning",
        "message": {"text": says},
        "descriptor": {"id": f"unread/{each.why.value}"},
        "locations": [location(each.at.file, each.at.line, uri)],
    }
