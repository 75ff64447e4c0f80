"""How the tests of the package readers look at a manifest: a row a dependency, a pair a trait."""

from bot.assessment.manifests.shapes import Manifest, Why


def dependencies(manifest: Manifest) -> list[tuple[int, str, str]]:
    """Line, name and version of each."""
    return [(each.at.line, each.name, each.version) for each in manifest.dependencies]


def chains(manifest: Manifest) -> dict[str, tuple[str, ...] | None]:
    """The chain to each package; () for what was asked for, None for what nothing leads to."""
    return {
        each.name: each.through if each.direct or each.through else None for each in manifest.dependencies
    }


def developers(manifest: Manifest) -> set[str]:
    """What is not part of what runs."""
    return {each.name for each in manifest.dependencies if each.development}


def conditions(manifest: Manifest) -> dict[str, str]:
    """What counts on a condition only."""
    return {each.name: each.only for each in manifest.dependencies if each.only}


def traits(manifest: Manifest) -> dict[str, int]:
    """Each trait, as the lexicon names it, with its line."""
    return {f"{each.kind}.{each.value}": each.at.line for each in manifest.traits}


def unread(manifest: Manifest) -> list[tuple[int, Why]]:
    """The lines that were not read, and why."""
    return [(each.at.line, each.why) for each in manifest.unread]
