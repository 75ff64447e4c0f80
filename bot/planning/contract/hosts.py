"""The interfaces that hosts provide, and the capability that each one needs.

WASI's own packages are listed whole (0.2 and 0.3), so that an invented one is noticed; the vendors' namespaces
are trusted by name. An interface that lets nothing in or out (types, streams, logging) needs no grant.
"""

from collections.abc import Mapping
from typing import Final

from bot.planning.plan import CapabilityKind as Kind

Kinds = frozenset[Kind]
NOTHING: Final[Kinds] = frozenset()
FILES: Final[Kinds] = frozenset({Kind.FILES_READ, Kind.FILES_WRITE})
SETTINGS: Final[Kinds] = frozenset({Kind.ENVIRONMENT, Kind.SECRETS})
OUT: Final[Kinds] = frozenset({Kind.HTTP_OUTGOING})
IN: Final[Kinds] = frozenset({Kind.HTTP_INCOMING})
STORE: Final[Kinds] = frozenset({Kind.KEY_VALUE})
SQL: Final[Kinds] = frozenset({Kind.SQL})
MESSAGES: Final[Kinds] = frozenset({Kind.MESSAGING})
NETWORK: Final[Kinds] = frozenset({Kind.SOCKETS})
TIME: Final[Kinds] = frozenset({Kind.CLOCK})
CHANCE: Final[Kinds] = frozenset({Kind.RANDOM})

# package → interface → the kinds of which one must be declared
WASI: Final[Mapping[str, Mapping[str, Kinds]]] = {
    "wasi:io": dict.fromkeys(("error", "poll", "streams"), NOTHING),
    "wasi:clocks": dict.fromkeys(
        ("monotonic-clock", "wall-clock", "system-clock", "timezone", "types"), TIME
    ),
    "wasi:random": dict.fromkeys(("random", "insecure", "insecure-seed"), CHANCE),
    "wasi:filesystem": {"types": FILES, "preopens": FILES},
    "wasi:sockets": dict.fromkeys(
        (
            "network",
            "instance-network",
            "tcp",
            "tcp-create-socket",
            "udp",
            "udp-create-socket",
            "ip-name-lookup",
            "types",
        ),
        NETWORK,
    ),
    "wasi:cli": {
        "environment": frozenset({Kind.ENVIRONMENT}),
        **dict.fromkeys(
            (
                "exit",
                "run",
                "stdin",
                "stdout",
                "stderr",
                "types",
                "terminal-input",
                "terminal-output",
                "terminal-stdin",
                "terminal-stdout",
                "terminal-stderr",
                "command",
                "imports",
            ),
            NOTHING,
        ),
    },
    "wasi:http": {
        "types": NOTHING,
        "incoming-handler": IN,
        "outgoing-handler": OUT,
        "handler": IN,
        "client": OUT,
        "proxy": NOTHING,
        "service": NOTHING,
        "middleware": NOTHING,
        "imports": NOTHING,
    },
    "wasi:keyvalue": dict.fromkeys(
        ("store", "atomics", "batch", "watcher", "watch-service", "imports"), STORE
    ),
    "wasi:config": dict.fromkeys(("store", "runtime", "imports"), SETTINGS),
    "wasi:runtime-config": {"store": SETTINGS},
    "wasi:sql": {"types": NOTHING, "readwrite": SQL},
    "wasi:messaging": {
        "types": NOTHING,
        "messaging-types": NOTHING,
        **dict.fromkeys(("producer", "consumer", "incoming-handler", "request-reply"), MESSAGES),
    },
    "wasi:blobstore": {"types": NOTHING, "blobstore": FILES, "container": FILES},
    "wasi:logging": {"logging": NOTHING},
    "wasi:nn": dict.fromkeys(("tensor", "graph", "inference", "errors"), NOTHING),
    "wasi:tls": dict.fromkeys(("types", "client"), NOTHING),
    "wasi:otel": dict.fromkeys(("tracing", "metrics", "logs", "types"), NOTHING),
}

VENDORS: Final = ("wasmcloud", "fermyon", "spin", "fastly", "cosmonic", "spinframework")
# a vendor's interfaces by a word in their name
VENDOR_WORDS: Final[Mapping[str, Kinds]] = {
    "key-value": STORE,
    "keyvalue": STORE,
    "redis": frozenset({Kind.KEY_VALUE, Kind.MESSAGING}),
    "postgres": SQL,
    "mysql": SQL,
    "sqlite": SQL,
    "couchbase": SQL,
    "mqtt": MESSAGES,
    "messaging": MESSAGES,
    "variables": SETTINGS,
    "secrets": frozenset({Kind.SECRETS}),
    "outbound-http": OUT,
}


def unversioned(name: str) -> str:
    """`wasi:http/types@0.2.0` as `wasi:http/types`."""
    return name.split("@", 1)[0].strip()


def provided(name: str) -> bool:
    """Whether a host has this interface."""
    package, _, interface = unversioned(name).partition("/")
    if package.startswith("wasi:"):
        return interface in WASI.get(package, {})
    return package.partition(":")[0] in VENDORS


def needs(name: str) -> Kinds:
    """The kinds of which a component that uses this interface must declare one; none when nothing is to be granted."""
    package, _, interface = unversioned(name).partition("/")
    if package.startswith("wasi:"):
        return WASI.get(package, {}).get(interface, NOTHING)
    if package.partition(":")[0] not in VENDORS:
        return NOTHING
    return next((kinds for word, kinds in VENDOR_WORDS.items() if word in f"{package}/{interface}"), NOTHING)
