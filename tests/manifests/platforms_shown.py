"""How the tests of containers and infrastructure look at a manifest: a row a finding, its line first."""

from bot.assessment.manifests.shapes import Manifest, Why


def parts(manifest: Manifest) -> list[tuple[int, str, str, str | None]]:
    """Line, kind, name and language of each part."""
    return [(each.at.line, each.kind.value, each.name, each.language) for each in manifest.parts]


def traits(manifest: Manifest) -> list[tuple[int, str, str | None]]:
    """Line, `kind.value` and part of each trait."""
    return [(each.at.line, f"{each.kind}.{each.value}", each.part) for each in manifest.traits]


def figures(manifest: Manifest) -> list[tuple[int, str, str, str | None]]:
    """Line, metric, value and part of each figure."""
    return [(each.at.line, each.metric.value, str(each.value), each.part) for each in manifest.figures]


def installed(manifest: Manifest) -> list[tuple[int, str, str, bool]]:
    """Line, `ecosystem:name`, version, and whether it is for building only."""
    return [
        (each.at.line, f"{each.ecosystem}:{each.name}", each.version, each.development)
        for each in manifest.dependencies
    ]


def unread(manifest: Manifest) -> list[tuple[int, Why, str]]:
    """Line, reason and words of what was not read."""
    return [(each.at.line, each.why, each.what) for each in manifest.unread]
