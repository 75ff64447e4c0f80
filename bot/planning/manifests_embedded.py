"""What a host of the team's own reads and is tested with: limits and grants, and the abuse that it has to survive.

The deadline of a call counts epochs, so the sample moves them on from a thread: without it no loop would ever end.
"""

from bot.planning.guest_names import snake
from bot.planning.manifest_lines import Grants, note, remark, strings
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition

SAMPLES = {"string": '"endless"', "list<u8>": 'b""', "bool": "True", "list<f64>": "[]", "list<string>": "[]"}


def embedded(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """What the team's own host reads before it loads a component: the limits and the grants."""
    lines = remark(phrases.say("code.embedded_note"))
    for part in composition.parts:
        lines += [
            "",
            f"[component.{part.name}]",
            f'file = "components/{part.name}.wasm"',
            f'world = "{composition.package}/{part.world}"',
            f"memory_mib = {grants.memory_mb or 64}"
            + note(phrases.say("code.today" if grants.memory_mb else "code.demonstrated")),
            f"allowed_hosts = {strings(grants.hosts(part))}",
            f"secrets = {strings(grants.secrets(part))}",
            "environment = []",
            "folders = []",
        ]
    manifest = CodeFile(path="components.toml", language="toml", text="\n".join(lines) + "\n")
    return [manifest, abuse_test(composition, grants, phrases)]


def abuse_test(composition: Composition, grants: Grants, phrases: Phrases) -> CodeFile:
    """tests/test_abuse.py, with wasmtime-py and pytest: nothing granted, a memory cap, and an end to endless loops."""
    part = composition.parts[-1]
    lines = [
        "import threading",
        "import time",
        "",
        "import pytest",
        "from wasmtime import Config, Engine, Store, Trap, WasiConfig, WasmtimeError",
        "from wasmtime.component import Component, Func, Linker, Record",
        "",
        "config = Config()",
        "config.epoch_interruption = True",
        "engine = Engine(config)",
        "linker = Linker(engine)",
        "linker.add_wasip2()",
        f'extension = Component.from_file(engine, "components/{part.name}.wasm")',
        "",
        "",
        "def clock() -> None:",
        *(f"    # {line}" for line in phrases.say("code.clock").splitlines()),
        "    while True:",
        "        time.sleep(0.1)",
        "        engine.increment_epoch()",
        "",
        "",
        "threading.Thread(target=clock, daemon=True).start()",
        "",
        "",
        *fresh(composition, grants, phrases),
        "",
        "",
        *endless(composition, phrases),
    ]
    return CodeFile(path="tests/test_abuse.py", language="python", text="\n".join(lines) + "\n")


def fresh(composition: Composition, grants: Grants, phrases: Phrases) -> list[str]:
    """An instance of its own for each call: a store with its limits, and the function of the extension."""
    part = composition.parts[-1]
    return [
        f"def fresh(memory_mib: int = {grants.memory_mb or 64}, epochs: int = 10) -> tuple[Store, Func]:",
        *(f"    # {line}" for line in phrases.say("code.abuse").splitlines()),
        "    store = Store(engine)",
        "    store.set_wasi(WasiConfig())",
        "    store.set_limits(memory_size=memory_mib << 20)",
        "    store.set_epoch_deadline(epochs)",
        "    instance = linker.instantiate(store, extension)",
        f'    offered = instance.get_export_index(store, "{composition.qualified(part)}")',
        f'    index = instance.get_export_index(store, "{part.signature.function}", offered)',
        "    return store, instance.get_func(store, index)",
    ]


def endless(composition: Composition, phrases: Phrases) -> list[str]:
    """The test that calls an extension which was written never to end."""
    signature = composition.parts[-1].signature
    request = snake(signature.request)
    return [
        "def test_an_endless_loop_is_stopped() -> None:",
        *(f"    # {line}" for line in phrases.say("code.abuse_loop").splitlines()),
        f"    store, {snake(signature.function)} = fresh()",
        f"    {request} = Record()",
        *(f"    {request}.{snake(name)} = {SAMPLES.get(kind, '0')}" for name, kind in signature.takes),
        "    with pytest.raises((Trap, WasmtimeError)):",
        f"        {snake(signature.function)}(store, {request})",
    ]
