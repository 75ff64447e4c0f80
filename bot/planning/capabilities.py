"""What each part of a composed plan is granted, derived from what the team said that it uses.

All input and output belongs to the entry part; the parts behind it get bytes and give bytes, and hold no
grant. Addresses that nobody named are placeholders under `.example`, and their reason says so. A store
without a client in Wasm hosts is reached over an HTTPS bridge.
"""

from collections.abc import Mapping

from bot.assessment.shapes import ComponentFit
from bot.core.brief import SignalKind
from bot.planning.case import Case, Move
from bot.planning.phrases import Phrases, quoted
from bot.planning.plan import Capability, CapabilityKind

POSTGRES = (
    "postgresql",
    "rds",
    "aurora",
    "cloud-sql",
    "timescaledb",
    "cockroachdb",
    "neon",
    "supabase",
    "redshift",
)
MYSQL = ("mysql", "mariadb", "planetscale")
REDIS = ("redis", "elasticache")
HTTPS = (
    *("dynamodb", "cosmosdb", "firestore", "spanner", "bigquery", "snowflake", "clickhouse", "elasticsearch"),
    *("turso", "influxdb", "neo4j", "s3", "sqs", "kinesis", "pubsub"),
)
BRIDGED = (
    *("mongodb", "cassandra", "sqlserver", "oracle-db", "db2", "memcached", "kafka", "rabbitmq", "nats"),
    *("etcd", "efs"),
)

# store → (kind, scheme, port, the key of its reason)
STORES: Mapping[str, tuple[CapabilityKind, str, str, str]] = {
    **dict.fromkeys(POSTGRES, (CapabilityKind.SQL, "postgres", ":5432", "sql")),
    **dict.fromkeys(MYSQL, (CapabilityKind.SQL, "mysql", ":3306", "sql")),
    **dict.fromkeys(REDIS, (CapabilityKind.KEY_VALUE, "redis", ":6379", "kv")),
    **dict.fromkeys(HTTPS, (CapabilityKind.HTTP_OUTGOING, "https", "", "https")),
    **dict.fromkeys(BRIDGED, (CapabilityKind.HTTP_OUTGOING, "https", "", "bridge")),
}


def grants_of(move: Move) -> dict[str, tuple[Capability, ...]]:
    """The grants of every part that moves, by its name."""
    phrases = move.case.phrases
    closed = Capability(
        kind=CapabilityKind.NONE,
        scope=phrases.say("capability.none_scope"),
        reason=phrases.say("capability.none"),
    )
    inner = {each.component.name: (closed,) for each in move.inner}
    if move.target.id == "wasmtime-embed":
        return {move.entry.component.name: (closed,), **inner}
    return {move.entry.component.name: (incoming(phrases), *outgoing(move.case)), **inner}


def incoming(phrases: Phrases) -> Capability:
    """The entry hears HTTP."""
    return Capability(
        kind=CapabilityKind.HTTP_INCOMING,
        scope=phrases.say("capability.http_in_scope"),
        reason=phrases.say("capability.http_in"),
    )


def outgoing(case: Case) -> list[Capability]:
    """What the entry reaches: the stores, the parts that stay, or one placeholder when nothing was named."""
    stores = stores_of(case)
    found = [store(each, case.phrases) for each in stores]
    found += [stays(each, case.phrases) for each in case.staying if each.component.name not in STORES]
    found = list({each.scope: each for each in found}.values())
    if not found and not case.brief.has(SignalKind.STATE, "stateless"):
        found = [unnamed(case.phrases)]
    return found + [secret(each, case.phrases) for each in stores]


def stores_of(case: Case) -> list[str]:
    """The stores that the team named and that are reached over a network; a host of one is not a second one."""
    named = [each.value for each in case.brief.signals(SignalKind.DATASTORE) if not each.negated]
    known = list(dict.fromkeys(each for each in named if each in STORES))
    hosted = any(each in ("postgresql", "mysql", "mariadb") for each in known)
    return [
        each for each in known if not (hosted and each in ("rds", "aurora", "cloud-sql", "supabase", "neon"))
    ]


def host_name(name: str, phrases: Phrases) -> str:
    """A placeholder address for something of the team's own."""
    return phrases.say("capability.host.internal", name=name)


def store(name: str, phrases: Phrases) -> Capability:
    """The grant for a store."""
    kind, scheme, port, key = STORES[name]
    scope = f"{scheme}://{host_name(name, phrases)}{port}"
    return Capability(
        kind=kind, scope=scope, reason=phrases.say(f"capability.{key}", store=store_name(name, phrases))
    )


def store_name(name: str, phrases: Phrases) -> str:
    """A store's usual name."""
    return phrases.first(f"store.{name}") or name


def stays(fit: ComponentFit, phrases: Phrases) -> Capability:
    """The grant to call a part that stays."""
    name = fit.component.name
    return Capability(
        kind=CapabilityKind.HTTP_OUTGOING,
        scope=f"https://{host_name(name, phrases)}",
        reason=phrases.say("capability.stay", name=f"`{quoted(name)}`"),
    )


def unnamed(phrases: Phrases) -> Capability:
    """A placeholder for the one destination that nobody named."""
    return Capability(
        kind=CapabilityKind.HTTP_OUTGOING,
        scope=f"https://{host_name('api', phrases)}",
        reason=phrases.say("capability.unnamed"),
    )


def secret(name: str, phrases: Phrases) -> Capability:
    """The credential for a store, by the name under which the host hands it over."""
    return Capability(
        kind=CapabilityKind.SECRETS,
        scope=f"{name.replace('-', '_')}_credential",
        reason=phrases.say("capability.secret", store=store_name(name, phrases)),
    )
