"""`assess` on the command line: its options, and the call. Nothing heavy is loaded before it is called."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bot.cli_words import Words

Adder = Callable[..., argparse.ArgumentParser]  # argparse keeps the type of its sub-commands to itself


def add_assess(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect assess`."""
    found = add("assess", help=words("help.assess"), description=words("help.assess"))
    found.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=words("help.assess_paths"))
    found.add_argument("--answers", type=Path, metavar="FILE", help=words("help.assess_answers"))
    form = found.add_mutually_exclusive_group()
    for name in ("json", "markdown", "sarif"):
        form.add_argument(
            f"--{name}", dest="form", action="store_const", const=name, help=words(f"help.assess_{name}")
        )
    found.add_argument("--fail-on", choices=("blocker",), help=words("help.assess_fail_on"))
    return found


def assess(called: argparse.Namespace, words: Words) -> int:
    """`assess`: needs no settings, so that it runs anywhere."""
    from bot.app import now  # noqa: PLC0415  # loads the parts
    from bot.assessing import shell  # noqa: PLC0415  # loads the knowledge

    wanted = shell.Wanted(
        paths=tuple(called.paths),
        answers=called.answers,
        form=called.form or "text",
        language=words.language,
        fail_on=called.fail_on,
    )
    return shell.assess(wanted, now().date())
