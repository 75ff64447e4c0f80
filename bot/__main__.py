"""The command line. Each command loads only what it needs, so `--help` is instant."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bot.assessing.command import add_assess, assess
from bot.cli_words import Words, languages, preferred

if TYPE_CHECKING:
    from bot.settings import Settings, SettingsRefused

OK, FAILED, USAGE = 0, 1, 2
Adder = Callable[..., argparse.ArgumentParser]  # argparse keeps the type of its sub-commands to itself


def parser(words: Words) -> argparse.ArgumentParser:
    """All commands and their options, in the language of `words`."""
    argparse._ = words.argparse  # type: ignore[attr-defined]  # argparse asks gettext through this name only
    known = languages()
    top = argparse.ArgumentParser(
        "wasm-architect", description=words("help.description"), epilog=words("help.epilog")
    )
    top.add_argument(
        "--version", action="version", version=version("wasm-architect"), help=words("help.version")
    )
    commands = top.add_subparsers(dest="command", required=True, metavar=words("help.commands"))
    for describe in (add_chat, add_assess, add_serve, add_manifest, add_invite, add_facts, add_doctor):
        command = describe(commands.add_parser, words)
        command.add_argument("--lang", choices=known, help=words("help.lang", languages=", ".join(known)))
    return top


def add_chat(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect chat`."""
    chat = add("chat", help=words("help.chat"), description=words("help.chat"))
    chat.add_argument("--format", choices=("text", "jsonl"), default="text", help=words("help.chat_format"))
    chat.add_argument(
        "--file", nargs="+", type=Path, default=[], metavar="PATH", help=words("help.chat_file")
    )
    which = chat.add_mutually_exclusive_group()
    which.add_argument("--new", action="store_true", help=words("help.chat_new"))
    which.add_argument("--resume", action="store_true", help=words("help.chat_resume"))
    chat.add_argument("--prompt", action="store_true", help=words("help.chat_prompt"))
    return chat


def add_serve(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect serve`."""
    return add("serve", help=words("help.serve"), description=words("help.serve"))


def add_manifest(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect slack-manifest`."""

    def public(text: str) -> str:
        address = text.rstrip("/")
        host = address.removeprefix("https://")
        if host == address or not host or "/" in host:
            raise argparse.ArgumentTypeError(words("setting.address"))
        return address

    manifest = add(
        "slack-manifest", help=words("help.slack_manifest"), description=words("help.slack_manifest")
    )
    manifest.add_argument("--url", type=public, metavar="https://…", help=words("help.slack_manifest_url"))
    return manifest


def add_invite(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect discord-invite`."""

    def identity(text: str) -> str:
        if not (text.isascii() and text.isdecimal() and 17 <= len(text) <= 20):
            raise argparse.ArgumentTypeError(words("setting.application"))
        return text

    invite = add(
        "discord-invite", help=words("help.discord_invite"), description=words("help.discord_invite")
    )
    invite.add_argument("--app", type=identity, metavar="ID", help=words("help.discord_invite_app"))
    return invite


def add_facts(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect facts`."""
    facts = add("facts", help=words("help.facts"), description=words("help.facts"))
    facts.add_argument("about", nargs="*", help=words("help.facts_about"))
    facts.add_argument("--json", action="store_true", help=words("help.facts_json"))
    return facts


def add_doctor(add: Adder, words: Words) -> argparse.ArgumentParser:
    """`wasm-architect doctor`."""
    return add("doctor", help=words("help.doctor"), description=words("help.doctor"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0 for done, 1 for failed, 2 for a wrong call or wrong settings."""
    hold_standard_streams()
    given = sys.argv[1:] if arguments is None else list(arguments)
    called = parser(Words(preferred())).parse_args(given)
    words = Words(called.lang or preferred())
    try:
        return run(called, words)
    except KeyboardInterrupt:
        return 128 + 2
    except BrokenPipeError:
        # Whoever read our output has left (`| head`); what was said is kept. Nothing is left to flush to.
        sys.stdout = None  # the interpreter flushes stdout at exit, and would complain
        return OK


def hold_standard_streams() -> None:
    """A stream that was closed (`>&-`) becomes the null device, here and in whatever is started from here, so that no
    file of ours is ever opened in its place."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def run(called: argparse.Namespace, words: Words) -> int:
    """Settings first: a wrong one stops every command but those that come before there are any."""
    if called.command == "slack-manifest":
        from bot.showing_slack import show_manifest  # noqa: PLC0415  # loads the words

        return show_manifest(called.url, words)
    if called.command == "discord-invite" and called.app:
        from bot.showing_discord import show_invite  # noqa: PLC0415  # as above

        return show_invite(called.app, words)
    if called.command == "assess":
        return assess(called, words)
    from bot.settings import SettingsRefused, load_settings  # noqa: PLC0415  # not for --help

    try:
        return carried_out(called, load_settings(), words)
    except SettingsRefused as refused:
        return complain(refused, words)


def carried_out(called: argparse.Namespace, settings: "Settings", words: Words) -> int:
    """The command itself."""
    match called.command:
        case "chat":
            return chat(called, settings, words)
        case "serve":
            from bot.serving import serve  # noqa: PLC0415  # loads the parts

            return serve(settings, words)
        case "discord-invite":
            from bot.showing_discord import ask_invite  # noqa: PLC0415  # loads the words

            return ask_invite(settings, words)
        case "facts":
            from bot.showing import show_facts  # noqa: PLC0415  # loads the knowledge

            return show_facts(" ".join(called.about), as_json=called.json, words=words)
        case _:
            from bot.showing import check_up  # noqa: PLC0415  # loads everything

            return check_up(settings, words)


def chat(called: argparse.Namespace, settings: "Settings", words: Words) -> int:
    """`chat`: with --prompt only the prompt is shown, nothing is stored and no model is asked."""
    from bot import chatting  # noqa: PLC0415  # loads the parts

    wanted = chatting.Wanted(
        jsonl=called.format == "jsonl",
        files=tuple(called.file),
        new=called.new,
        resume=called.resume,
        language=called.lang or settings.language,
    )
    if called.prompt:
        from bot.showing import show_prompt  # noqa: PLC0415  # as above

        return show_prompt(settings, wanted, words)
    return chatting.chat(settings, wanted, words)


def complain(refused: "SettingsRefused", words: Words) -> int:
    """Each wrong setting by name, with the reason and an example; never its value."""
    lines = [words("setting.heading")]
    for each in refused.wrong:
        reason = words(f"setting.{each.reason}", because=each.because, languages=", ".join(languages()))
        lines.append(words("setting.line", name=each.name, reason=reason, example=each.example))
    print("\n".join(lines), file=sys.stderr)
    return USAGE


if __name__ == "__main__":
    sys.exit(main())
