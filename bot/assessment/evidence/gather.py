"""Texts by their paths → manifests by their formats → evidence.

The first format that claims a path reads it. A file that none claims is told in the coverage, and is no error; so is
whatever a reader did not understand, and what whoever opened the files could not open.
"""

from collections.abc import Iterable
from typing import Final

from bot.assessment.evidence.gaps import still_unread, unlisted
from bot.assessment.evidence.modules import Drawn, drawn
from bot.assessment.evidence.placing import placed
from bot.assessment.evidence.shapes import Coverage, Evidence, strangers_of
from bot.assessment.manifests.format import Format
from bot.assessment.manifests.formats_languages import FORMATS as LANGUAGES
from bot.assessment.manifests.formats_packages import FORMATS as PACKAGES
from bot.assessment.manifests.formats_platforms import FORMATS as PLATFORMS
from bot.assessment.manifests.shapes import Manifest, Spot, Unread, Why

FORMATS: Final[tuple[Format, ...]] = (
    *PACKAGES,
    *LANGUAGES,
    *PLATFORMS,
)  # the last know YAML by its contents alone


def wanted(path: str) -> bool:
    """Whether some format claims a path, in lower case."""
    return any(each.matches(path) for each in FORMATS)


def gather(
    texts: Iterable[tuple[str, str]], unread: Iterable[Unread] = (), roles: Iterable[str] = ()
) -> Evidence:
    """The evidence of (path, text) pairs. `unread` is what could not be opened; `roles` are the ids of the lexicon by
    which a module may be called. Raises nothing."""
    missed = list(unread)
    manifests: list[Manifest] = []
    for path, text in texts:
        form = next((each for each in FORMATS if each.matches(path.lower())), None)
        if form is None:
            missed.append(Unread(Spot(path, 1), Why.NOT_RECOGNISED))
        else:
            manifests.append(form.read(path, text))
    return evidence_of(tuple(manifests), tuple(missed), frozenset(roles))


def evidence_of(
    manifests: tuple[Manifest, ...], missed: tuple[Unread, ...], roles: frozenset[str]
) -> Evidence:
    """What manifests tell together."""
    found: Drawn = drawn(manifests)
    modules, traits, figures, unplaced = placed(manifests, found, roles)
    inside = still_unread(manifests)
    outside = [each for each in missed if each.why is not Why.NOT_RECOGNISED]
    unread = (*outside, *inside, *unlisted(modules, manifests))
    coverage = Coverage(by_format(manifests), strangers_of(missed), unread, unplaced)
    return Evidence(modules, traits, figures, coverage)


def by_format(manifests: Iterable[Manifest]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The files by their formats, in the order of the ids."""
    found: dict[str, list[str]] = {}
    for each in manifests:
        found.setdefault(each.format, []).append(each.file)
    return tuple((form, tuple(found[form])) for form in sorted(found))
