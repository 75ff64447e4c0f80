"""The scripts with one precaution taken out each. The model of the port notices every one of these."""

from dataclasses import dataclass

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from adapters.redis.server import scripts
from bot.ports import Store
from tests.contracts.model import StoreModel
from tests.contracts.store import START
from tests.contracts.test_store_model import USUAL
from tests.redis.inline import Inline, inline_store
from tests.redis.servers import empty_server


@dataclass(frozen=True)
class Mutant:
    """A verb in which some words are replaced."""

    verb: str
    before: str
    after: str

    def text(self) -> str:
        text, _ = scripts()[self.verb]
        assert text.count(self.before) == 1, self.before
        return text.replace(self.before, self.after)


MUTANTS = {
    "no dedupe": Mutant(
        "accept", "token, id) == 0 then return false end", "token, id) == 9 then return false end"
    ),
    "an event breaks a lease": Mutant("accept", "if #box.m == 1 and not leaving(box)", "if not leaving(box)"),
    "who comes while it is forgotten is not kept back": Mutant(
        "accept", "if #box.m == 1 and not leaving(box)", "if #box.m == 1"
    ),
    "no fence on commits": Mutant("commit", "if tostring(box.f) ~= fence then", "if #box.m == 0 then"),
    "mailbox cleared whole": Mutant(
        "commit", "table.remove(box.m, 1).s)", "table.remove(box.m, 1).s) box.m = {}"
    ),
    "lost wake-up": Mutant("commit", "    ready(DUE, member, 't')\n", "    call('ZREM', DUE, member)\n"),
    "no lease": Mutant("claim", "call('ZADD', lane, now + lease, name)", "call('ZADD', lane, now, name)"),
    "a lease that never ends": Mutant("claim", "call('ZADD', lane, now + lease, name)", "lift(lane, name)"),
    "fences that do not grow": Mutant(
        "claim", "held.f, held.t, held.k = number()", "held.f, held.t, held.k = 1"
    ),
    "no fence on heartbeats": Mutant("wait", "tostring(held.f) ~= ARGV[7]", "false"),
    "traces outlive it": Mutant("forget", "call('DEL', TRACES, PARKED)", ""),
    "an old value is still found": Mutant("trace", "if before then call('ZREM', BY, entry(before)) end", ""),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_the_model_finds_each_mutant_out(name: str) -> None:
    mutant = MUTANTS[name]
    client = empty_server().client()

    class MutantModel(StoreModel):
        def fresh(self) -> Store:
            empty_server()
            inline = Inline(client, {mutant.verb: mutant.text()})
            return inline_store(inline, lambda: START, lambda: 0.0)

    hurried = settings(USUAL, max_examples=2000, phases=[Phase.generate], database=None, derandomize=True)
    with client, pytest.raises((AssertionError, LookupError, ValueError)):
        run_state_machine_as_test(MutantModel, settings=hurried)
