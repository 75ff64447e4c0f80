"""A conversation stays small enough to be written at every turn, however large a lock somebody hands over."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.effects import EFFECT
from bot.core.events import EVENT, FileShared, ManifestFile, Started
from bot.core.stored import dump
from bot.hosting.files import taken
from bot.hosting.manifests import understood
from tests.core.talking import Talk, plan
from tests.hosting.test_files import zipped

MOST = 60_000  # bytes of JSON
PACKAGES = 2_000


def lock(name: str) -> str:
    """A lock as npm writes it: twenty packages are asked for, and each brings a hundred in a chain."""
    names = [f"@{name}-scope/package-{at:04}" for at in range(PACKAGES)]
    rows = [f'    "": {{ "name": "{name}", "dependencies": {{ {needs(names[::100])} }} }}']
    for at, each in enumerate(names, start=1):
        brings = f', "dependencies": {{ {needs(names[at : at + 1])} }}' if at % 100 else ""
        rows.append(f'    "node_modules/{each}": {{ "version": "10.20.{at}"{brings} }}')
    return (
        f'{{\n  "name": "{name}",\n  "lockfileVersion": 3,\n  "packages": {{\n'
        + ",\n".join(rows)
        + "\n  }\n}\n"
    )


def needs(names: list[str]) -> str:
    return ", ".join(f'"{each}": "^1.0.0"' for each in names)


def one() -> ManifestFile:
    ((_, found),) = understood([("", taken("package-lock.json", lock("shop").encode()))])
    assert isinstance(found, ManifestFile)
    return found


def ten() -> ManifestFile:
    files = {f"services__s{at}__package-lock_json": lock(f"s{at}") for at in range(10)}
    ((_, found),) = understood([("", taken("shop.zip", zipped(**files)))])
    assert isinstance(found, ManifestFile)
    return found


@pytest.mark.parametrize("made", [one, ten])
def test_a_conversation_with_a_large_lock_stays_small_until_after_the_plan(
    made: Callable[[], ManifestFile],
) -> None:
    read = made()
    assert read.found.covered.packages >= PACKAGES
    talk = Talk()
    talk.send(Started(*talk.stamp(), "API en Node, arranques en frío", files=(read,)))
    assert len(dump(talk.now)) < MOST
    assert all(len(EFFECT.dump_json(each)) < MOST for each in talk.effects)
    talk.say("plan ya")
    talk.finish(result=replace(plan(), brief=talk.phase.brief))
    assert talk.names[0] == "plan_posted"
    assert len(dump(talk.now)) < MOST


def test_manifests_are_stored_as_an_event_and_come_back() -> None:
    event = FileShared(*Talk().stamp(), one())
    stored = EVENT.dump_json(event)
    assert EVENT.validate_json(stored) == event
    assert len(stored) < MOST
