"""The Discord of the tests: messages and threads, with their limits, nonces and permissions."""

import io
from collections.abc import AsyncIterator

import discord
import pytest

from tests.discord.payloads import ANA, BOT, CHANNEL, Payload
from tests.discord.server import FakeDiscord
from tests.discord.server.client import connected, instead, posted, raw

EMPTY: Payload = {"type": 1, "components": []}


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDiscord]:
    async with instead(monkeypatch) as running:
        yield running


async def test_a_nonce_is_taken_once_until_its_window_is_over(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        first = await bot.at().send("a plan", nonce="n" * 25)
        again = await bot.at().send("a plan", nonce="n" * 25)
        other = await bot.at().send("a plan")
        assert first.id == again.id != other.id
        fake.world.advance(400)
        assert (await bot.at().send("a plan", nonce="n" * 25)).id != first.id
        await fake.wait_for(lambda: len(bot.messages) == 3)
    assert len(fake.shown(fake.channel())) == 3
    assert len(fake.doubled()) == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2_001}, 50035),
        ({"content": "  "}, 50006),
        ({"content": "x", "nonce": "n" * 26}, 50035),
        ({"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]}, 50035),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "y" * 2_001}] * 2}, 50035),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "y"}] * 41}, 50035),
        ({"content": "x", "components": [{"type": 10, "content": "y"}]}, 50035),
        ({"content": "x", "components": [EMPTY]}, 50035),
        ({"content": "x", "message_reference": {"message_id": "1"}}, 50035),
        ({"content": "x", "embeds": [{"description": "y" * 4_097}]}, 50035),
        ({"content": "x" * 2_000}, 0),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "y" * 2_000}] * 2}, 0),
    ],
)
async def test_what_discord_refuses_is_refused(fake: FakeDiscord, body: dict[str, object], code: int) -> None:
    assert (await posted(fake, body))[1] == code
    assert len(fake.shown(fake.channel())) == (0 if code else 1)


async def test_files_are_kept_and_counted(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        await bot.at().send(files=[discord.File(io.BytesIO(b"# plan"), "plan.md")])
        with pytest.raises(discord.HTTPException, match="50035"):
            await bot.at().send(files=[discord.File(io.BytesIO(b"."), f"{at}.md") for at in range(11)])
        fake.deny(fake.channel(), "attach_files")
        with pytest.raises(discord.Forbidden, match="50013"):
            await bot.at().send(file=discord.File(io.BytesIO(b"."), "a.md"))
    assert [each.files for each in fake.shown(fake.channel())] == [{"plan.md": b"# plan"}]
    assert fake.asked[-1].files == {"files[0]": b"."}


async def test_history_is_read_in_pages(fake: FakeDiscord) -> None:
    ana = fake.person()
    ids = [int((await ana.write(CHANNEL, str(at))).id) for at in range(5)]
    path = f"/channels/{CHANNEL}/messages"
    for query, shown in (
        ("limit=2", ["4", "3"]),
        (f"after={ids[1]}&limit=2", ["3", "2"]),
        (f"before={ids[1]}", ["0"]),
    ):
        _, told = await raw(fake, "GET", f"{path}?{query}")
        assert [each["content"] for each in told] == shown
    fake.deny(fake.channel(), "view_channel")
    assert (await raw(fake, "GET", path))[0] == 403


async def test_edits(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        mine = await bot.at().send("one")
        await mine.edit(content="two")
        hers = await bot.at().fetch_message(int((await fake.person().write(CHANNEL, "hers")).id))
        with pytest.raises(discord.Forbidden, match="50005"):
            await hers.edit(content="mine")
        fake.world.advance(3_700)
        status, told = await raw(fake, "PATCH", f"/channels/{CHANNEL}/messages/{mine.id}", json={})
        assert (status, told["code"]) == (429, 30046)
    assert [(each.text, each.edited) for each in fake.shown(fake.channel())] == [
        ("two", True),
        ("hers", False),
    ]


async def test_a_direct_message_may_be_closed(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        user = discord.Object(int(ANA))
        channel = await bot.client.create_dm(user)
        await channel.send("hello")
        fake.world.users[ANA].closed = True
        with pytest.raises(discord.Forbidden, match="50007"):
            await channel.send("hello")


# ---- threads -----------------------------------------------------------------------------------------------


async def test_a_message_has_one_thread(fake: FakeDiscord) -> None:
    async with connected(fake) as bot:
        post = await fake.person().mention(CHANNEL, "a plan")
        message = await bot.at().fetch_message(int(post.id))
        thread = await message.create_thread(name="A plan")
        assert str(thread.id) == post.id
        with pytest.raises(discord.HTTPException, match="160004"):
            await message.create_thread(name="Again")
        await thread.send("in it")
        place = fake.thread_of(post)
        assert place
        fake.stage.change(place, archived=True)
        await thread.send("awake")
        assert not place.archived
        fake.stage.change(place, locked=True)
        with pytest.raises(discord.HTTPException, match="160005"):
            await thread.send("locked")
        await fake.wait_for(lambda: bot.client.get_channel(thread.id).locked)  # type: ignore[union-attr] # a thread
    assert [each.text for each in fake.shown(place)] == ["in it", "awake"]


async def test_what_threads_need(fake: FakeDiscord) -> None:
    post = await fake.person().write(CHANNEL, "a plan")
    path = f"/channels/{CHANNEL}/messages/{post.id}/threads"
    assert (await raw(fake, "POST", path, json={"name": "x" * 101}))[1]["code"] == 50035
    fake.deny(fake.channel(), "create_public_threads")
    assert (await raw(fake, "POST", path, json={"name": "x"}))[1]["code"] == 50013
    fake.deny(fake.channel())
    fake.guild().most_threads = 0
    assert (await raw(fake, "POST", path, json={"name": "x"}))[1]["code"] == 160006
    thread = fake.stage.thread(post, "x", BOT)
    _, mine = await raw(fake, "POST", f"/channels/{thread.id}/messages", json={"content": "x"})
    fake.stage.change(thread, archived=True)
    told = await raw(fake, "PATCH", f"/channels/{thread.id}/messages/{mine['id']}", json={"content": "y"})
    assert told[1]["code"] == 50083


async def test_a_thread_of_ones_own_is_named_and_woken(fake: FakeDiscord) -> None:
    post = await fake.person().write(CHANNEL, "a plan")
    mine, path = fake.stage.thread(post, "x", BOT), f"/channels/{post.id}"
    assert (await raw(fake, "PATCH", path, json={"name": "y"}))[0] == 200
    assert (await raw(fake, "PATCH", path, json={"name": "y" * 101}))[1]["code"] == 50035
    fake.stage.change(mine, archived=True)
    assert (await raw(fake, "PATCH", path, json={"name": "z"}))[1]["code"] == 50083
    assert (await raw(fake, "PATCH", path, json={"archived": False}))[0] == 200
    assert (mine.name, mine.archived) == ("y", False)
    assert (await raw(fake, "PATCH", f"/channels/{CHANNEL}", json={"name": "z"}))[1]["code"] == 50013
    assert (await raw(fake, "POST", f"{path}/typing"))[0] == 204
    assert len(mine.typed) == 1
    fake.stage.remove(mine)
    assert (await raw(fake, "GET", path))[1]["code"] == 10003


async def test_a_message_of_ones_own_is_deleted(fake: FakeDiscord) -> None:
    _, mine = await raw(fake, "POST", f"/channels/{CHANNEL}/messages", json={"content": "x"})
    hers = await fake.person().write(CHANNEL, "hers")
    path = f"/channels/{CHANNEL}/messages"
    assert (await raw(fake, "DELETE", f"{path}/{hers.id}"))[1]["code"] == 50013
    assert (await raw(fake, "DELETE", f"{path}/{mine['id']}"))[0] == 204
    assert (await raw(fake, "DELETE", f"{path}/{mine['id']}"))[1]["code"] == 10008
    assert [each.text for each in fake.shown(fake.channel())] == ["hers"]
