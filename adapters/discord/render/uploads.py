"""Files → messages that carry them: what stands together in a document goes together. Pure."""

from collections.abc import Iterable, Sequence

from adapters.discord.render import limits
from adapters.discord.render.message import TextAttachment, Upload
from adapters.discord.render.safety import file_name
from bot.core.document import File
from bot.presenter.visible import visible


def uploads(files: Iterable[File]) -> tuple[Upload, ...]:
    """The messages that some files make, in order; as few as can be."""
    out: list[Upload] = []
    for each in files:
        file = TextAttachment(file_name(each.name), visible(each.text))
        if out and _fits((*out[-1].files, file)):
            out[-1] = Upload((*out[-1].files, file))
        else:
            out.append(Upload((file,)))
    return tuple(out)


def _fits(files: Sequence[TextAttachment]) -> bool:
    bytes_in_all = sum(len(each.text.encode()) for each in files)
    return len(files) <= limits.FILES and bytes_in_all <= limits.FILE_BYTES
