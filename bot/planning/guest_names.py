"""Names and choices that the guest samples of all languages share."""

import keyword

from bot.planning.wit_source import Composition, Part

SPIN_HOSTS = ("spin", "spinkube", "akamai-functions")


PASSED = ("list<u8>", "string")  # types whose values go from a request into another or into a reply


def callee(part: Part, composition: Composition) -> Part | None:
    """The part that the entry's sample calls: one in another language where there is one."""
    if part is not composition.entry or not composition.called:
        return None
    return next(
        (each for each in composition.called if each.language != part.language), composition.called[0]
    )


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
