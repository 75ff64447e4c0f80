"""Files on their way out: ask for an address, send the bytes there, share the file in the thread.

Only the last step shows anything, so only it is done once: a file carries the effect's short id in its name, and
under that name it is looked for before a second try. Slack shares a file some moments after it has said yes; we
wait for that, so that what is posted next stands below it.
"""

import html
from dataclasses import dataclass
from pathlib import PurePosixPath

from adapters.slack.address import Place
from adapters.slack.calls import Api
from adapters.slack.outgoing.refusals import Meaning, meaning
from adapters.slack.render.message import Message, Upload
from bot.hosting.answers import Answer, Lost, Odd, Refused, Said, Sleep, Unsure
from bot.hosting.fields import Json, inner, listed, text
from bot.ports import Later, Undeliverable

JOINER = "\u2060"  # breaks what Slack would take for markup; a file is literal
SHORT = 6  # hexadecimal digits of the effect's id
LOOKS, PAUSE = 6, 0.5  # how often and how many seconds apart it is asked whether the file is in the thread


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file to share: `name` tells it from any other in the thread, `comment` (mrkdwn) may be empty."""

    name: str
    text: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Uploads:
    """Slack's three steps."""

    api: Api
    sleep: Sleep

    async def shared(self, workspace: str, place: Place, file: Outgoing) -> str:
        """Share a file in a thread; the ts of the message that shows it, or the file's id when Slack is slow to say."""
        content, name = file.text.encode(), file.name
        asked = {"filename": name, "length": len(content)}
        ticket = said(await self.api.call(workspace, "files.getUploadURLExternal", asked))
        said(await self.api.upload(text(ticket, "upload_url"), content))
        id_ = text(ticket, "file_id")
        share: Json = {
            "files": [{"id": id_, "title": name}],
            "channel_id": place.channel,
            **({"thread_ts": place.thread} if place.thread else {}),
            **({"initial_comment": file.comment} if file.comment else {}),
        }
        done(await self.api.call(workspace, "files.completeUploadExternal", share))
        return await self._shown(workspace, place.channel, id_)

    async def _shown(self, workspace: str, channel: str, file: str) -> str:
        for look in range(LOOKS):
            if look:
                await self.sleep(PAUSE)
            try:
                answer = await self.api.call(workspace, "files.info", {"file": file})
            except Later:  # it is shared, and that is what counts
                break
            ts = share_of(answer.body, channel) if isinstance(answer, Said) else ""
            if ts:
                return ts
        return file


def named(upload: Upload, effect: str) -> str:
    """The file's name with the effect's short id: `plan-3fa9c1.md`."""
    path = PurePosixPath(upload.name)
    return f"{path.stem}-{effect[:SHORT]}{path.suffix}"


def as_file(message: Message, number: int) -> Upload:
    """A message's words as a file, for when Slack takes them in no other form."""
    texts = [text(each, "text", "text") for each in message.blocks]
    words = "\n\n".join(each for each in texts if each) or message.text
    return Upload(f"message-{number + 1}.md", html.unescape(words).replace(JOINER, "") + "\n")


def share_of(info: Json, channel: str) -> str:
    """The ts under which a file shows in a channel; empty as long as it does not."""
    shares = inner(inner(info, "file"), "shares")
    places = (share for kind in shares for share in listed(inner(shares, kind), channel))
    return next((text(share, "ts") for share in places), "")


def said(answer: Answer) -> Json:
    """What came of a step that shows nothing yet: a lost answer is as good as a refusal, it is done again."""
    match answer:
        case Said(body):
            return body
        case Refused(error) if meaning(error) is Meaning.GONE:
            raise Undeliverable(error)
        case Refused(error):
            raise Odd(error)
        case Unsure(why):
            raise Odd(why)


def done(answer: Answer) -> None:
    """Of the last step, a lost answer means that the file may be there."""
    if isinstance(answer, Unsure):
        raise Lost(answer.why)
    said(answer)
