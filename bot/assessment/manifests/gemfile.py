"""`Gemfile`: the gems that a Ruby program asks for, and for whom.

It is a program, of which only the plain sentences are understood: `gem`, `group … do`, `platforms … do`, `if`. A line
that computes something is named as unresolved, and nothing is run to find out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Why
from bot.assessment.manifests.source import Finding, Source, told
from bot.assessment.manifests.tree import DEEPEST, Scalar
from bot.core.brief import SignalKind

DEVELOPMENT: Final = frozenset({"development", "test", "ci", "lint", "debug", "doc", "docs"})
FLAGS: Final = frozenset({"optional", "true", "false"})  # words of a group's sentence that name none
MOST_CONTINUED: Final = 50  # lines of one sentence
LONGEST: Final = 2_000  # characters of one
LONGEST_CONDITION: Final = 80
_CODE: Final = re.compile(r"(?:[^#\"'\n]++|\"(?:[^\"\\\n]++|\\.)*+\"|'(?:[^'\\\n]++|\\.)*+'|[\"'].*+)*+")
_STRING: Final = r"(?:\"([^\"]*+)\"|'([^']*+)')"
_GEM: Final = re.compile(rf"gem[\s(]\s*+{_STRING}(.*)", re.DOTALL)
_VERSION: Final = re.compile(rf"\s*+,\s*+{_STRING}(?!\s*=>)")
_LIST: Final = r"%[iwIW]\[[^\]]{0,200}+\]|\[[^\]]{0,200}+\]"
_OPTION: Final = re.compile(rf"(?<![\w:]):?(\w++)\s*+(?:=>|:(?!:))\s*+({_LIST}|[^,\[%]++)")
_SIGIL: Final = re.compile(r"%[iwIW](?=[\[({])")
_WORD: Final = re.compile(r"[\w./@~-]++")
_BLOCK: Final = re.compile(r"(\w*+)(.*?)\bdo\s*+(?:\|[^|]*+\|)?\s*+$", re.DOTALL)
_IF: Final = re.compile(r"(?:if|unless)\b(.*)", re.DOTALL)
_OTHERWISE: Final = re.compile(r"(?:else|elsif)\b")
_OPENS: Final = re.compile(r"(?:begin|case|class|def|for|module|until|while)\b")
_AFTERWARDS: Final = re.compile(r"\s(?:if|unless)\s.*", re.DOTALL)
_SILENT: Final = re.compile(r"(?:source|ruby|git_source|plugin|require|require_relative)\b|[\]})]+$")


@dataclass(frozen=True, slots=True)
class Within:
    """What holds inside a block: its groups, and the condition on which it counts. `told` is false when only running
    the file would tell whether and how often the block runs."""

    groups: tuple[str, ...] = ()
    only: str = ""
    told: bool = True


def read(file: str, text: str) -> Manifest:
    """A `Gemfile`, or a `gems.rb`."""
    return told(file, text, "Gemfile", lambda source: with_implied(_found(source)))


def _found(source: Source) -> Iterator[Finding]:
    blocks = _Blocks()
    for count, (line, sentence) in enumerate(_sentences(source)):
        said = Scalar(line, sentence)
        if count == 0:
            yield source.trait(SignalKind.LANGUAGE, "ruby", said)
        if len(sentence) > LONGEST:
            yield source.missed(Why.TOO_LARGE, said)
        elif blocks.takes(sentence):
            if not blocks.around.told and sentence != "end":
                yield source.missed(Why.UNRESOLVED, said)
        elif found := _GEM.match(sentence):
            yield from _gem(source, line, found, blocks.around)
        elif not _SILENT.match(sentence):
            yield source.missed(Why.UNRESOLVED, said)


def _sentences(source: Source) -> Iterator[tuple[int, str]]:
    """The sentences without comments, each with the line that begins it; one that ends in a comma goes on."""
    begun, words = 0, list[str]()
    remark = False  # a comment of several lines is open
    for number, line in enumerate(source.lines, start=1):
        found = _CODE.match(line)
        code = found.group().strip() if found else ""
        if line == "__END__":
            break
        remark = line.startswith("=begin") or (remark and not line.startswith("=end"))
        if not code or remark or line.startswith("=end"):
            continue
        begun = begun or number
        words.append(code)
        if not code.endswith((",", "[", "(")) or len(words) >= MOST_CONTINUED:
            yield begun, " ".join(words)
            begun, words = 0, []
    if words:
        yield begun, " ".join(words)


class _Blocks:
    """The blocks that are open where a sentence stands."""

    __slots__ = ("open", "skipped")

    def __init__(self) -> None:
        self.open = [Within()]
        self.skipped = 0  # blocks open below the deepest that is kept

    @property
    def around(self) -> Within:
        """What holds here."""
        return self.open[-1]

    def takes(self, sentence: str) -> bool:
        """Whether the sentence opens or closes a block, which is done."""
        if sentence == "end" and self.skipped:
            self.skipped -= 1
        elif sentence == "end":
            self.open = self.open[:-1] or [Within()]
        elif _OTHERWISE.match(sentence) and len(self.open) > 1:
            self.open[-1] = _on(self.open[-2], sentence, told=False)
        elif inside := _opened(sentence, self.around):
            if len(self.open) > DEEPEST:
                self.skipped += 1
            else:
                self.open.append(inside)
        else:
            return False
        return True


def _opened(sentence: str, around: Within) -> Within | None:
    """What holds inside the block that a sentence opens; None when it opens none."""
    if found := _IF.match(sentence):
        return None if sentence.endswith(" end") else _on(around, found.group(), told=False)
    if _OPENS.match(sentence):
        return _on(around, sentence, told=False)
    found = _BLOCK.match(sentence)
    if found is None:
        return None
    words = _words(found[2])
    match found[1]:
        case "group":
            return replace(around, groups=(*around.groups, *(each for each in words if each not in FLAGS)))
        case "platforms" | "platform":
            return _on(around, " ".join(words), told=around.told)
        case "source" | "git" | "github" | "path":
            return around
        case _:
            return _on(around, found[1] + found[2].rstrip(), told=False)


def _on(around: Within, condition: str, *, told: bool) -> Within:
    return replace(around, only=_both(around.only, condition[:LONGEST_CONDITION]), told=told)


def _gem(source: Source, line: int, found: re.Match[str], around: Within) -> Iterator[Finding]:
    name, rest = found[1] or found[2] or "", found[3]
    if not name or "#{" in name:
        yield source.missed(Why.UNRESOLVED, Scalar(line, found.group()))
        return
    condition = _AFTERWARDS.search(rest)
    rest = rest[: condition.start()] if condition else rest
    versions, options = _said(rest)
    if "path" in options:
        return  # a part of the same repository
    computed = any("#{" in each for each in versions)
    if computed:
        yield source.missed(Why.UNRESOLVED, Scalar(line, found.group()))
    groups = (*around.groups, *options.get("group", ()), *options.get("groups", ()))
    platforms = " ".join((*options.get("platform", ()), *options.get("platforms", ())))
    when = condition.group().strip()[:LONGEST_CONDITION] if condition else ""
    commit = options.get("tag") or options.get("ref") or options.get("branch") or ("",)
    yield Dependency(
        Ecosystem.RUBYGEMS,
        name,
        "" if computed else ", ".join(versions) or commit[0],
        source.at(line),
        development=bool(groups) and DEVELOPMENT.issuperset(groups),
        only=_both(_both(around.only, platforms), when),
    )


def _said(rest: str) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The versions and the options behind a gem's name, as far as they are written plainly."""
    versions, at = list[str](), 0
    while found := _VERSION.match(rest, at):
        versions.append(found[1] or found[2] or "")
        at = found.end()
    return tuple(versions), {key: _words(value) for key, value in _OPTION.findall(rest[at:])}


def _words(listed: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_SIGIL.sub("", listed)))


def _both(one: str, other: str) -> str:
    return ", ".join(each for each in (one, other) if each)
