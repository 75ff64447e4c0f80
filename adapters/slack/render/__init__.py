"""Document → Slack: blocks that are literal wherever Slack lets them be, within its limits, in reading order. Pure.

Nothing is cut: what does not fit in a message goes on in the next one. `text` shortens, since blocks hold everything.
"""

from adapters.slack.render.labels import Labels, labels
from adapters.slack.render.message import Message, Part, Upload
from adapters.slack.render.packing import parts
from adapters.slack.render.plain import plainer
from bot.core.document import Document

__all__ = ["Labels", "Message", "Part", "Upload", "labels", "plainer", "rendered"]


def rendered(document: Document, labels: Labels) -> tuple[Part, ...]:
    """The messages and files of a document; at least one."""
    return parts(document, labels)
