"""The engine over Redis survives the simulator: processes die and sleep, and the server outlives them."""

from pathlib import Path

import pytest

from adapters.redis import RedisStore
from bot.ports import Store
from tests.redis.inline import inline_store
from tests.redis.servers import empty_server
from tests.simulation import clock
from tests.simulation.play import Cast, play
from tests.simulation.test_simulation import FORGETFUL
from tests.simulation.world import Odds

# Whoever repeats a line after it was forgotten has said it anew. Pauses are rare: of a message that is posted more than
# a lease late, while its heartbeat sleeps, too, nobody can tell whether it is out.
TIRED = Odds(crash=0, pause=0.005, repeated=0)


class RedisMachines:
    """One server; every process opens a store of its own, and hears nothing of the others' announcements."""

    def __init__(self, _folder: Path) -> None:
        self._client = empty_server().client()

    def fresh(self) -> RedisStore:
        return inline_store(self._client, clock.now, clock.elapsed)

    def lost(self, store: Store) -> None:
        """The server does not notice."""

    def after(self) -> Store:
        return self.fresh()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("processes", [1, 3])
def test_nothing_is_lost_doubled_or_disordered(seed: int, processes: int, tmp_path: Path) -> None:
    assert play(Cast(RedisMachines, processes=processes), seed, tmp_path) == []


@pytest.mark.parametrize("seed", range(10))
def test_what_is_to_be_forgotten_is_and_what_is_said_next_is_not(seed: int, tmp_path: Path) -> None:
    assert play(Cast(RedisMachines, processes=2, odds=TIRED, lines=FORGETFUL), seed, tmp_path) == []
