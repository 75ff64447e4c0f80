"""The model of the port over the scripts, on a real server."""

from bot.ports import Store
from tests.contracts.model import StoreModel
from tests.contracts.store import START
from tests.contracts.test_store_model import USUAL
from tests.redis.inline import inline_store
from tests.redis.servers import empty_server


class RedisModel(StoreModel):
    """Over one server, emptied before each course of events."""

    def fresh(self) -> Store:
        self.client = empty_server().client()
        return inline_store(self.client, lambda: START, lambda: 0.0)

    def teardown(self) -> None:
        self.client.close()
        super().teardown()


TestRedisModel = RedisModel.TestCase
TestRedisModel.settings = USUAL
