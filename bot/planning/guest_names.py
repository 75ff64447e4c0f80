"""Names and choices that the guest samples of all languages share."""

import keyword

from bot.planning.wit_source import Composition, Part

SPIN_HOSTS = ("spin", "spinkube", "akamai-functions")


PASSED = ("list<u8>", "string")  # types whose values go from a request into another or into a reply


def callees(part: Part, composition: Composition) -> tuple[Part, ...]:
    """All parts that the sample calls, first the one whose reply it passes on: one in another language if there is.

    All of them, since Spin refuses a dependency in its manifest that the component never imports.
    """
    if part is not composition.entry:
        return ()
    return tuple(sorted(composition.called, key=lambda each: each.language == part.language))


def package_path(package: str, joint: str) -> str:
    """`equipo:backend` → `equipo::backend`, or joined by anything else."""
    namespace, _, name = package.partition(":")
    return f"{snake(namespace)}{joint}{snake(name)}"


def pascal(name: str) -> str:
    """`image-resizer` → `ImageResizer`."""
    return "".join(word.capitalize() for word in name.split("-"))


def snake(name: str) -> str:
    """`image-resizer` → `image_resizer`, and never a Python keyword."""
    found = name.replace("-", "_")
    return f"{found}_" if keyword.iskeyword(found) else found


def lower_camel(name: str) -> str:
    """`content-type` → `contentType`."""
    joined = pascal(name)
    return joined[:1].lower() + joined[1:]
