"""Commands that only look: the filled prompt, the facts, the check-up. Nothing is said in a conversation."""

import asyncio
import json
import sys
from collections.abc import Sequence
from itertools import count

from adapters.terminal.attach import attachments
from adapters.terminal.listing import Listing, show, tell
from adapters.terminal.parse import Stamp, opening, said, text_of
from bot import doctor
from bot.app import model_of, now, opened
from bot.assessment.facts import knowledge, listing
from bot.assessment.shapes import Cited, Mark
from bot.chatting import WORKSPACE, Wanted, terminal_width
from bot.cli_words import Words
from bot.core.brief import Brief
from bot.core.conversation import Conversation
from bot.core.events import FileTrouble, Key, Mode
from bot.core.step import step
from bot.guarding import FAILED, OK, ExtraMissing, guarded, prepare, unusable_words
from bot.hosting.findings import Finding
from bot.ports import StoreBusy, StoreUnusable
from bot.presenter import filled_prompt
from bot.presenter.facts import facts_about, sentence
from bot.presenter.voice import Voice
from bot.settings import Settings
from bot.showing_discord import discord_checked
from bot.showing_slack import slack_checked
from bot.vocabulary import lexicon
from bot.wording import wording


def show_prompt(settings: Settings, wanted: Wanted, words: Words) -> int:
    """The Pro prompt, filled from what comes through the pipe, else from the last conversation. Nothing is stored."""

    def shown() -> int:
        piped = () if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer
        texts = [text for line in piped if (text := text_of(line))]
        found = imagined(texts, wanted) if texts else asyncio.run(last_conversation(settings))
        language = wanted.language or (found.language if found else wording().languages[0])
        tell(filled_prompt(brief_of(found), Mode.PRO, language, wording()))
        return OK

    return guarded(shown, settings, words)


def imagined(texts: Sequence[str], wanted: Wanted) -> Conversation:
    """The conversation that these lines would make: the core alone, its effects left undone."""
    key = Key("terminal", WORKSPACE, "prompt")
    stamps = (Stamp(str(number), key, now()) for number in count())
    files = tuple(each.file for each in attachments(wanted.files) if not isinstance(each.file, FileTrouble))
    conversation, _ = step(None, opening(next(stamps), texts[0], wanted.language, files), lexicon())
    for text in texts[1:]:
        conversation, _ = step(conversation, said(next(stamps), text, None), lexicon())
    return conversation


def brief_of(conversation: Conversation | None) -> Brief:
    """What is known in any phase."""
    return conversation.phase.brief if conversation else Brief()


async def last_conversation(settings: Settings) -> Conversation | None:
    """The conversation last touched at this terminal."""
    async with opened(settings) as store:
        return await store.latest("terminal", WORKSPACE)


def show_facts(about: str, *, as_json: bool, words: Words) -> int:
    """The dated facts with their age and marks."""
    voice, today = Voice(wording(), words.language), now().date()
    found = facts_about(about, voice, knowledge(), today)
    if as_json:
        tell("\n".join(json.dumps(fact_object(each, voice), ensure_ascii=False) for each in found))
    elif not found:
        tell(words("facts.none", about=about))
    else:
        header = tuple(
            words(f"facts.header_{name}") for name in ("id", "says", "date", "age", "source", "marks")
        )
        marked = sum(bool(each.marks) for each in found)
        foot = words("facts.total", count=len(found), marked=marked, today=today)
        show(Listing(header, tuple(fact_row(each, voice, words) for each in found), foot=foot))
    return OK


def fact_row(cited: Cited, voice: Voice, words: Words) -> tuple[str, ...]:
    """One line of the listing."""
    fact = cited.fact
    day = fact.as_of.isoformat() if fact.as_of else words("facts.undated")
    age = "" if cited.age_days is None else words("facts.days", days=cited.age_days)
    marks = ", ".join(voice.text(f"mark.{each}") for each in cited.marks)
    source = f"{fact.source} {fact.url}" if fact.url else fact.source
    return (fact.id, sentence(cited, voice), day, age, source, marks)


def fact_object(cited: Cited, voice: Voice) -> dict[str, object]:
    """One fact for scripts."""
    fact = cited.fact
    return {
        "id": fact.id,
        "subject": fact.subject,
        "says": sentence(cited, voice),
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "age_days": cited.age_days,
        "kind": fact.kind,
        "confidence": fact.confidence,
        "marks": list(cited.marks),
        "source": fact.source,
        "url": fact.url,
        "values": [
            {"name": each.name, "amount": str(each.amount), "unit": each.unit} for each in fact.values
        ],
    }


def check_up(settings: Settings, words: Words) -> int:
    """Everything that can be looked at, and what to do; 1 when something keeps the bot from working."""
    prepare(settings)
    checks = asyncio.run(checked(settings, words))
    rows = tuple(
        (words(f"doctor.{each.what}"), words(f"doctor.{each.state}"), each.detail) for each in checks
    )
    header = tuple(words(f"doctor.header_{name}") for name in ("check", "state", "detail"))
    show(Listing(header, rows, tuple(each.state for each in checks), title=words("doctor.title")))
    return FAILED if doctor.failed(checks) else OK


async def checked(settings: Settings, words: Words) -> tuple[doctor.Check, ...]:
    """All checks, the model's last, since it may take a while."""
    known, today = knowledge(), now().date()
    stale = tuple(each.fact.id for each in listing(known, today) if Mark.STALE in each.marks)
    found = (
        doctor.Check("python", "ok", words("doctor.python_detail", version=sys.version.split()[0])),
        doctor.Check("settings", "ok", words("doctor.settings_ok")),
        await home_checked(settings, words),
        doctor.Check("wording", "ok", words("doctor.wording_ok", languages=", ".join(wording().languages))),
        doctor.facts(len(known.facts), stale, words),
        doctor.terminal(sys.stdout.encoding, terminal_width(), words),
    )
    platforms = await platforms_checked(settings, words)
    async with model_of(settings.model) as model:
        if model is None:
            return (*found, *platforms, doctor.Check("model", "warn", words("doctor.model_none")))
        return (*found, *platforms, await doctor.ask_model(model, words))


async def platforms_checked(settings: Settings, words: Words) -> tuple[doctor.Check, ...]:
    """What each configured platform says, and the port on which they are served."""
    looks = {"slack": slack_checked, "discord": discord_checked, "web": port_checked}
    checks: list[doctor.Check] = []
    for name in (*settings.platforms, "web") if settings.platforms else ():
        try:
            found = await looks[name](settings)
        except ModuleNotFoundError as missing:
            said = ExtraMissing(missing.name or "", name).told(words)
            checks.append(doctor.Check(name, "fail", said))
        else:
            checks += [doctor.row(each, words) for each in found]
    return tuple(checks)


async def port_checked(settings: Settings) -> tuple[Finding, ...]:
    """Whether `serve` can listen."""
    from adapters.web.looking import listening  # noqa: PLC0415  # comes with any platform

    return (await listening(settings.host, settings.port),)


async def home_checked(settings: Settings, words: Words) -> doctor.Check:
    """The data folder, as far as it can be opened now."""
    try:
        async with opened(settings) as store:
            return doctor.home(str(settings.home), str(settings.log), await store.parked(), words)
    except StoreBusy:
        return doctor.Check("home", "warn", words("chat.busy", home=settings.home))
    except StoreUnusable as unusable:
        return doctor.Check("home", "fail", unusable_words(unusable, settings, words))
