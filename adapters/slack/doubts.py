"""Is this the thread of a `/wasm` whose root nobody has found yet?

The root is posted, then noted. In between, or after an answer that was lost, people already see it and may reply; such
a reply belongs to no conversation that is known. It is not taken in then, so that Slack tells it again.
"""

from adapters.slack.incoming.parse import Written
from adapters.slack.traced import ROOTING, ROOTING_IN, seconds
from bot.ports import Tenant, Traces

AROUND = 120.0  # seconds between the try of a root and its ts: a slow post, and two machines' clocks


class NotYet(Exception):
    """Nobody knows yet whose thread it is: Slack is to tell it again."""


async def in_doubt(traces: Traces, tenant: Tenant, said: Written) -> bool:
    """Whether a root was being made in this channel when the thread began."""
    if not said.in_thread:
        return False
    tried = [await traces.traces(key) for key in await traces.traced(tenant, ROOTING_IN, said.channel)]
    began = seconds(said.thread)
    return any(abs(began - float(each.get(ROOTING, 0))) < AROUND for each in tried)
