"""What Redis and the network say, in the words of the port.

An error that a script met comes wrapped, in other words by every version: what counts is the code within.
"""

from redis import exceptions as of_redis

from bot.ports import StoreTrouble, StoreUnusable

_CODES = (  # the first that is found
    ("No space left on device", StoreTrouble.FULL),
    ("OOM ", StoreTrouble.FULL),
    ("MISCONF ", StoreTrouble.BROKEN),
    ("READONLY ", StoreTrouble.READ_ONLY),
    ("NOAUTH ", StoreTrouble.NO_ACCESS),
    ("WRONGPASS ", StoreTrouble.NO_ACCESS),
    ("invalid username-password pair", StoreTrouble.NO_ACCESS),  # WRONGPASS, a code that the library cuts off
    ("Authentication required", StoreTrouble.NO_ACCESS),  # NOAUTH, in the same way
    ("NOPERM ", StoreTrouble.NO_ACCESS),
    ("LOADING ", StoreTrouble.AWAY),
    ("CLUSTERDOWN ", StoreTrouble.AWAY),
    ("MASTERDOWN ", StoreTrouble.AWAY),
    ("TRYAGAIN ", StoreTrouble.AWAY),
)
_TYPES: tuple[tuple[type[Exception], StoreTrouble], ...] = (  # the library takes the codes away from some
    (of_redis.AuthenticationError, StoreTrouble.NO_ACCESS),
    (of_redis.AuthorizationError, StoreTrouble.NO_ACCESS),
    (of_redis.NoPermissionError, StoreTrouble.NO_ACCESS),
    (of_redis.OutOfMemoryError, StoreTrouble.FULL),
    (of_redis.ReadOnlyError, StoreTrouble.READ_ONLY),
    (of_redis.ConnectionError, StoreTrouble.AWAY),
    (of_redis.TimeoutError, StoreTrouble.AWAY),
    (of_redis.ClusterError, StoreTrouble.AWAY),
    (of_redis.RedisClusterException, StoreTrouble.AWAY),
    (OSError, StoreTrouble.AWAY),
)


def trouble_of(error: Exception) -> StoreTrouble | None:
    """None when it is a mistake of ours."""
    said = str(error)
    by_code = next((trouble for code, trouble in _CODES if code in said), None)
    return by_code or next((trouble for kind, trouble in _TYPES if isinstance(error, kind)), None)


def lost(error: Exception) -> bool:
    """Nobody knows whether it was done, or it may be done in a moment: worth asking again."""
    return trouble_of(error) is StoreTrouble.AWAY


def meaning(error: Exception, place: str) -> Exception:
    """StoreUnusable when the error concerns the server; itself when it is a mistake of ours."""
    trouble = trouble_of(error)
    return error if trouble is None else StoreUnusable(trouble, place)
