"""A module before anything is placed in it: the parts of files that declared it, and where its code lies."""

from dataclasses import dataclass

from bot.assessment.evidence.places import kebab
from bot.assessment.evidence.shapes import IN_LANGUAGE
from bot.assessment.manifests.shapes import Part, PartKind, Spot


@dataclass(frozen=True, slots=True)
class Draft:
    """A module before anything is placed in it. `parts` declared it, the one that names it first."""

    parts: tuple[Part, ...]
    folder: str | None

    @property
    def name(self) -> str:
        """How it is called, not unique yet."""
        return kebab(self.parts[0].name)

    @property
    def language(self) -> tuple[str, Spot] | None:
        """The language that what runs tells, else its package, and where. None where nothing does, or where packages of
        several languages lie in one folder: then what they ask for has to tell."""
        told = [each for each in self.parts if each.language]
        running = [each for each in told if each.kind is not PartKind.PACKAGE]
        if not running and len({IN_LANGUAGE.get(each.language or "") for each in told}) > 1:
            return None
        known = [each for each in running or told if each.language in IN_LANGUAGE]
        first = next(iter(known or running or told), None)
        if (
            first is not None and first.language == "javascript"
        ):  # an image tells Node, the package what is compiled
            first = next((each for each in told if each.language == "typescript"), first)
        return (first.language, first.at) if first is not None and first.language else None
