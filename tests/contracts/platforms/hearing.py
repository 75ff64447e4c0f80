"""What people do reaches the front door: once, as what it was, and in the workspace where they did it."""

from bot.core.events import Filled, Pressed, Spoke, Started
from bot.hosting.inquiries import OPENER
from tests.contracts.platforms.bench import Bench
from tests.contracts.platforms.sayings import of_bot, question, said, whole


class HearingContract:
    """`bench` is a fixture of the subclass."""

    async def test_who_addresses_the_bot_opens_a_conversation(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        (opened,) = bench.heard
        assert isinstance(opened, Started)
        assert (opened.conversation, opened.author) == (key, bench.person)
        assert "We run AWS Lambda" in opened.text
        assert (await bench.store.traces(key))[OPENER] == bench.person

    async def test_what_is_written_there_belongs_to_it(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello."))
        await bench.says(key, "three million a month")
        opened, spoke = bench.heard
        assert isinstance(spoke, Spoke)
        assert (spoke.conversation, spoke.author) == (key, bench.person)
        assert spoke.text == "three million a month"
        assert spoke.id != opened.id

    async def test_a_pick_and_a_control_are_heard_as_what_they_are(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        for label, topic, choice in (("In bursts", "traffic", "bursty"), ("Skip", "command", "skip")):
            await bench.presses(key, label)
            heard = bench.heard[-1]
            assert isinstance(heard, Pressed)
            assert (heard.conversation, heard.author) == (key, bench.person)
            assert (heard.topic, heard.choice, heard.label) == (topic, choice, label)

    async def test_what_is_told_twice_is_heard_once(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.says(key, "three million a month")
        await bench.presses(key, "In bursts")
        before = list(bench.heard)
        await bench.told_again()
        await bench.restart()
        await bench.told_again()
        assert bench.heard == before
        assert [type(each) for each in before] == [Started, Spoke, Pressed]

    async def test_the_bot_does_not_hear_itself(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(said(key, "Hello, @wasm."))
        await bench.post(question(key, "traffic", "q1"))
        await bench.told_again()
        assert len(bench.heard) == 1

    async def test_what_was_forgotten_is_not_heard(self, bench: Bench) -> None:
        key = await bench.opens("We run AWS Lambda")
        await bench.post(question(key, "traffic", "q1"))
        await bench.store.forget(key)
        bench.heard.clear()
        await bench.presses(key, "In bursts")
        await bench.says(key, "three million a month")
        assert bench.heard == []

    async def test_workspaces_do_not_meet(self, bench: Bench) -> None:
        one, other = await bench.opens("We run AWS Lambda"), await bench.opens("We run AWS Lambda", 1)
        assert one.workspace != other.workspace
        assert [each.conversation for each in bench.heard] == [one, other]
        await bench.post(question(one, "traffic", "q1"))
        await bench.post(said(other, "Only here.", "q1"))
        assert "Onlyhere." not in whole(bench, one)
        assert whole(bench, other) == "Onlyhere."
        await bench.presses(one, "In bursts")
        await bench.says(other, "one million a month")
        assert [each.conversation for each in bench.heard[2:]] == [one, other]
        assert not any(isinstance(each, Filled) for each in bench.heard)
        assert of_bot(bench, other)[0].choices == ()
