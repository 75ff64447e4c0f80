"""Other people's code inside the product: which part runs it, and which parts are it.

The team's own part stays native in its language and embeds the runtime; what customers write becomes a component in
the language that they write it in, since nobody rewrites code of others. The two are told apart by words:

| a part                                                             | is     |
|--------------------------------------------------------------------|--------|
| has the role of a plug-in host                                     | host   |
| is in a language that stands right before the plug-in word, or after it | guest |
| is in a language that is none of the team's, where those were told | guest  |
| any other                                                          | host   |

Where no guest was named, there is one all the same, in a language that is still open.
"""

from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.case import PLUGIN_SIGNS, kept
from bot.assessment.statements import statements
from bot.core.brief import Brief, Component, Known, Signal, SignalKind, Topic
from bot.core.naming import SENTENCE, named_beside

GUEST: Final = "plugin"  # the role of a guest
HOST_ROLE: Final = "plugin-host"
NAME: Final = "plugins"  # of a guest that nobody named
# whose Wasmtime library loads components; the others need the runtime in a process beside them
EMBEDDERS: Final = frozenset({"rust", "python", "c", "cpp"})


@dataclass(frozen=True, slots=True)
class Platform:
    """A plug-in platform: `hosts` are the team's parts, the one that runs the guests first; `guests` what customers
    write. Both empty for no platform."""

    hosts: tuple[Component, ...] = ()
    guests: tuple[Component, ...] = ()


def platform_of(brief: Brief, components: tuple[Component, ...]) -> Platform:
    """Tell hosts from guests. `components` are the parts that could move."""
    words = tuple(_plugin_words(brief))
    own = tuple(each for each in components if not kept(each))
    if not words or not own:
        return Platform()
    guests = _guests(brief, own, words)
    hosts = tuple(
        sorted((each for each in own if each not in guests), key=lambda each: each.role != HOST_ROLE)
    )
    if not guests:
        taken = {each.name for each in components}
        numbered = (f"{NAME}-{at}" for at in range(2, len(taken) + 3))
        name = next(each for each in (NAME, *numbered) if each not in taken)
        return Platform(hosts, (Component(name, words[0][0].quote, None, GUEST),))
    return Platform(hosts, tuple(replace(each, role=GUEST) for each in guests))


def embeds(host: Component) -> bool:
    """Whether a host can load components itself; one in a language that nobody named is given the benefit."""
    return host.language is None or host.language in EMBEDDERS


def _plugin_words(brief: Brief) -> list[tuple[Signal, Known]]:
    return [
        (signal, answer)
        for kind, values in PLUGIN_SIGNS
        for signal, _, answer in statements(brief, kind)
        if signal.value in values and not signal.negated
    ]


def _guests(
    brief: Brief, own: tuple[Component, ...], words: tuple[tuple[Signal, Known], ...]
) -> tuple[Component, ...]:
    free = tuple(each for each in own if each.role != HOST_ROLE)
    beside = {each.name for signal, answer in words for each in _beside(signal, answer, free)}
    team = _team_languages(brief, own)
    foreign = {each.name for each in free if team and each.language and each.language not in team}
    apart = {each.name for each in free if each.name in beside | foreign and each.language not in team}
    chosen = apart or (beside if len(beside) < len(own) else set())
    return tuple(each for each in free if each.name in chosen)


def _beside(signal: Signal, answer: Known, parts: tuple[Component, ...]) -> tuple[Component, ...]:
    """The parts named by the word right before the plug-in word, or after it in its sentence."""
    text = signal.sentence or answer.text
    sentence = next((each for each in SENTENCE.split(text) if signal.quote in each), "")
    if not signal.quote or not sentence:
        return ()
    before, _, after = sentence.partition(signal.quote)
    last = (before.split() or [""])[-1]
    return named_beside(signal.quote, f"{last} {signal.quote}{after}", parts)


def _team_languages(brief: Brief, own: tuple[Component, ...]) -> frozenset[str]:
    """What the team writes: its skills, and the parts' languages that the answer about them names."""
    told = {each.value for each in brief.signals(SignalKind.SKILL) if not each.negated}
    said = (each.strip() for each in SENTENCE.split(brief.text(Topic.SKILLS) or ""))
    named = {part for each in said if each for part in named_beside(each, each, own)}
    return frozenset(told | {each.language for each in named if each.language})
