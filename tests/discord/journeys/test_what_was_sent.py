"""One conversation before the checkers of `sent.py`, which hold all that was sent when the journeys have ended."""

from dataclasses import replace

import pytest

from tests.discord.journeys import schema, sent
from tests.discord.journeys.houses import House
from tests.discord.server.wire import mapped, objects
from tests.talking.words import EN

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_every_checker_takes_a_whole_conversation(house: House) -> None:
    talk = await house.scene().command(EN.opening)
    question = await talk.sees("Question 1")
    await talk.picks(question, EN.other)
    await talk.says(EN.plan_now)
    await talk.plan(EN.verdict)
    asked = [each for each in house.discord.asked if schema.schema_of(each)]
    kinds = {each.get("type") for _, body in sent.bodies(house.discord.asked) for each in objects(body)}
    assert {1, 2, 4, 10, 17, 18} <= kinds  # a row, a button, a field, words, a card, a label
    assert {
        "MessageCreateRequest",
        "MessageEditRequestPartial",
        "ModalInteractionCallbackRequest",
        "CreateTextThreadWithMessageRequest",
    } <= {schema.schema_of(each) for each in asked}
    sent.hold([house.discord])


async def test_the_schema_refuses_what_discord_does_not_take(house: House) -> None:
    (made,) = house.discord.calls("PUT", ".*/commands")[:1]
    assert isinstance(made.body, list)
    assert schema.refused([made]) == []
    made.body[0]["name"] = 7
    found = schema.refused([made])
    made.body[0]["name"] = "wasm"
    assert found


async def test_a_log_that_tells_what_people_wrote_or_a_token_is_found_out(house: House) -> None:
    talk = await house.scene().mention(EN.opening)
    await talk.sees("Question 1")
    line = f"<@{house.discord.world.bot.id}> {EN.opening}"
    assert line[:60] in [*sent.indiscreet(house.discord, f"INFO heard {line}")]
    assert [*sent.indiscreet(house.discord, f"INFO login {house.discord.token}")]


async def test_a_message_that_stands_twice_and_one_that_comes_alive_are_found_out(house: House) -> None:
    talk = await house.scene().mention(EN.opening)
    question = await talk.sees("Question 1")
    again = replace(question, id=house.discord.world.id())
    talk.channel.messages[again.id] = again
    assert len(sent.twice(house.discord)) == 1
    del talk.channel.messages[again.id]
    (asked, *_) = house.discord.calls("POST", f"/channels/{talk.channel.id}/messages")
    for wrong in ("@everyone", "<#300000000000000000>", "[x](https://evil.example)", "<@999>"):
        told = [replace(asked, body={**mapped(asked.body), "content": wrong})]
        assert [*sent.lively(house.discord, told)], wrong
