"""People in a workspace: they write, edit, press, choose, fill in, and Slack tells the app of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests.slack import payloads
from tests.slack.payloads import Payload, Place, typed
from tests.slack.server.channels import Channel, Post
from tests.slack.server.deliveries import Ack
from tests.slack.server.looking import controls
from tests.slack.server.sharing import described
from tests.slack.server.wire import listed, mapped
from tests.slack.server.world import SharedFile, Team

if TYPE_CHECKING:
    from tests.slack.server.fake import FakeSlack

Attachment = tuple[str, str | bytes]
"""A file to share: name and content."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. What they do returns when Slack has it; what the app makes of it is awaited with `slack.until`."""

    slack: "FakeSlack"
    team: Team
    id: str

    # ---- messages ------------------------------------------------------------------------------------

    async def say(
        self, channel: str, text: str, thread: Post | str | None = None, files: Sequence[Attachment] = ()
    ) -> Post:
        """Write in a channel, or with `thread` in the thread of a message. Text is as typed; `<@U…>` mentions.

        The app hears of it as `message` where it is a member (or the DM is its own), and as `app_mention` too where
        it is mentioned: two events for one post, in either order.
        """
        place = self._channel(channel)
        root = thread.root if isinstance(thread, Post) else thread
        post = Post(self.slack.world.tick(), channel, self.id, typed(text), thread_ts=root)
        post.files = [self._shared(name, content) for name, content in files]
        place.add(post)
        self._told_of(post, place)
        return post

    async def mention(
        self, channel: str, text: str, thread: Post | str | None = None, files: Sequence[Attachment] = ()
    ) -> Post:
        """The same, with the bot mentioned first."""
        return await self.say(channel, f"<@{self.team.bot_user}> {text}", thread, files)

    async def dm(self, text: str, thread: Post | str | None = None, files: Sequence[Attachment] = ()) -> Post:
        """Write to the bot directly."""
        return await self.say(self.dm_channel, text, thread, files)

    @property
    def dm_channel(self) -> str:
        return f"D{self.id}"

    def _channel(self, channel: str) -> Channel:
        return self.team.channel(channel, [self.id], bot=channel == self.dm_channel)

    def _shared(self, name: str, content: str | bytes) -> Payload:
        raw = content.encode() if isinstance(content, str) else content
        kept = SharedFile(self.slack.world.id("F"), self.team.id, name, len(raw), raw, name, True)
        self.team.files[kept.id] = kept
        return described(self.slack.url, kept) | {"user": self.id}

    def _told_of(self, post: Post, channel: Channel) -> None:
        if self.team.bot_user not in channel.members:
            return
        place = self._place(channel.id)
        told = payloads.message(place, post.text, post.ts, post.thread_ts, files=post.files)
        self.slack.tell(self.team, told)
        if f"<@{self.team.bot_user}>" in post.text and channel.kind != "im":
            mention = payloads.app_mention(place, post.text, post.ts, post.thread_ts, files=post.files)
            self.slack.tell(self.team, mention)

    async def edit(self, post: Post, text: str) -> None:
        """Change a message of one's own."""
        before = self._before(post)
        post.versions.append((post.text, post.blocks))
        post.text, post.edited_ts = typed(text), self.slack.world.tick()
        told = payloads.message_changed(self._place(post.channel), before, post.text, post.edited_ts)
        self.slack.tell(self.team, told)

    async def delete(self, post: Post) -> None:
        """Delete a message of one's own; a root with replies leaves a tombstone."""
        channel = self.team.channels[post.channel]
        before = self._before(post)
        replies = len(channel.thread(post.ts)) > 1
        post.deleted = True
        tell = payloads.tombstoned if replies else payloads.message_deleted
        self.slack.tell(self.team, tell(self._place(post.channel), before, self.slack.world.tick()))

    def _before(self, post: Post) -> Payload:
        place = self._place(post.channel)
        return payloads.message_sent(place, post.text, post.ts, post.thread_ts, files=post.files)

    async def open_home(self, tab: str = "messages") -> None:
        """Open the app's home; on the tab of messages an agent's conversation begins."""
        self._channel(self.dm_channel)
        at = self.slack.world.tick()
        self.slack.tell(self.team, payloads.app_home_opened(self._place(self.dm_channel), tab, at))

    # ---- commands and interactions ---------------------------------------------------------------------

    async def command(self, command: str, text: str, channel: str) -> Ack:
        """A slash command; the answer's words, and Slack's own when there was none, become a whisper."""
        place = self.team.channel(channel, [self.id], bot=channel == self.dm_channel)
        url = self.slack.hooks.make("commands", self.team.id, channel, self.id)
        trigger = self.slack.world.trigger(self.id)
        form: Payload = dict(payloads.slash_command(self._place(place.id), text, command, trigger, url))
        ack = await self.slack.deliveries.send("slash_commands", form)
        if not ack.ok:
            reason = "operation_timeout" if ack.status == 0 else "dispatch_failed"
            self.slack.whisper(place, self.id, f"{command} failed with the error {reason}")
        elif ack.body.get("response_type") == "in_channel":
            ts = self.slack.world.tick()
            told = str(ack.body.get("text", ""))
            place.add(Post(ts, channel, self.team.bot_user, told, bot_id=self.team.bot))
        elif ack.text:
            self.slack.whisper(place, self.id, str(ack.body.get("text") or ack.text))
        return ack

    async def press(self, post: Post, label: str, version: int | None = None) -> Ack:
        """Press the button, or choose the option, that says `label`. With `version` on the message as it was then
        (0: as it was first posted), which is what a screen shows that was not refreshed."""
        blocks = post.blocks if version is None else post.versions[version][1]
        found = [action for shown, action in controls(blocks, self.slack.world.tick()) if shown == label]
        if not found:
            shown = [shown for shown, _ in controls(blocks, "")]
            raise LookupError(f"no control says {label!r}; there are {shown}")
        message = post.wire(self.team.id, metadata=True) | {"blocks": blocks}
        url = self.slack.hooks.make("actions", self.team.id, post.channel, self.id, post.ts)
        told = payloads.block_actions(
            self._place(post.channel),
            message,
            found[0],
            trigger_id=self.slack.world.trigger(self.id),
            response_url=url,
        )
        return await self.slack.deliveries.send("interactive", told)

    async def modal(self, seconds: float = 5.0) -> Payload:
        """The modal that was last opened for this person, waited for."""
        async with asyncio.timeout(seconds):
            while True:
                found = [view for view in self.team.views.values() if view["opened_for"] == self.id]
                if found:
                    return found[-1]
                await asyncio.sleep(0.01)

    async def submit(self, view: Payload, values: Mapping[str, str]) -> Ack:
        """Send a modal off. `values`: an input's label (or its block_id) → text; the others keep what they showed."""
        state: dict[str, dict[str, str | None]] = {}
        left = dict(values)
        for block in listed(view["blocks"]):
            held = mapped(block.get("element"))
            if held.get("type") != "plain_text_input":
                continue
            label = str(mapped(block.get("label")).get("text"))
            text = left.pop(label, left.pop(str(block["block_id"]), held.get("initial_value")))
            state[block["block_id"]] = {str(held.get("action_id", "input")): text}
        if left:
            raise LookupError(f"the modal has no field {sorted(left)}")
        told = payloads.view_submission(
            self._place(self.dm_channel), view, state, self.slack.world.trigger(self.id)
        )
        ack = await self.slack.deliveries.send("interactive", told)
        if ack.ok and ack.body.get("response_action") != "errors":
            self.team.views.pop(view["id"], None)
        return ack

    # ---- what this person sees ---------------------------------------------------------------------------

    def whispers(self, channel: str) -> list[str]:
        """The ephemeral messages that were shown to this person, oldest first."""
        found = self.team.channels[channel].whispers
        return [whisper.text for whisper in found if whisper.to == self.id and whisper.shown]

    def _place(self, channel: str) -> Place:
        return replace(self.slack.place(self.team), channel=channel, user=self.id)
