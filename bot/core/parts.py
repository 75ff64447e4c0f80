"""The parts of a system, as the team speaks of it: "API en Node, ETL en Python con pandas".

A text is cut into segments at commas and "and"; a segment that names a role is a part, with the language and
the packages that it names. Languages without a role are parts too ("AWS Lambda con Python y Node.js": its
functions in Python and those in Node.js), and so is a database. Later texts complete parts instead of
repeating them, and nothing becomes a part that nobody mentioned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.brief import Component, SignalKind
from bot.core.joining import DATABASE, joined, settled
from bot.core.lexicon import Lexicon
from bot.core.mentions import Mention, Scan, scan
from bot.core.words import COMMA, fold

LABEL = 3  # words that may follow a role in its label: "API de los pagos"


def components_of(texts: Sequence[str], lexicon: Lexicon, language: str) -> tuple[Component, ...]:
    """The parts that several texts speak of; a later text adds to a part rather than repeating it."""
    parts: tuple[Component, ...] = ()
    for text in texts:
        parts = joined(parts, parts_of(scan(text, lexicon), lexicon, language))
    return parts


def parts_of(found: Scan, lexicon: Lexicon, language: str) -> tuple[Component, ...]:
    """The parts that one text speaks of, in the order in which it names them."""
    author = _Author(found, lexicon, language)
    parts: tuple[Component, ...] = ()
    for span in found.sentences:
        open_part: Component | None = None  # the part that the words so far were about
        for segment in author.segments(span):
            here = author.parts(segment, open_part)
            parts = joined(parts, here, one_text=True)
            open_part = next((each for each in here if each.role != DATABASE), open_part)
    return settled(parts)


@dataclass(frozen=True, slots=True)
class _Segment:
    """What a stretch of a sentence names. A language is (value, how it is called, as it was written)."""

    role: Mention | None
    languages: tuple[tuple[str, str, str], ...]
    packages: tuple[str, ...]
    stores: tuple[Mention, ...]
    continues: bool  # it begins with "en", "written in": it is about what stood before


@dataclass(frozen=True, slots=True)
class _Author:
    """Makes parts of what a text names, with the words that the text has for them."""

    found: Scan
    lexicon: Lexicon
    language: str

    def segments(self, span: tuple[int, int]) -> Iterator[_Segment]:
        """A sentence cut at commas and at words that add ("y", "and")."""
        texts, adds = self.found.texts, self.lexicon.cue_words["adds"]
        taken = {at for each in self.found.mentions for at in range(each.first, each.end)}
        cuts = [at for at in range(*span) if at not in taken and (texts[at] == COMMA or texts[at] in adds)]
        for before, end in pairwise((span[0] - 1, *cuts, span[1])):
            if end > before + 1:
                yield self._segment(before + 1, end)

    def _segment(self, first: int, end: int) -> _Segment:
        here = [each for each in self.found.mentions if first <= each.first < end and not each.negated]
        shared, quote = self.lexicon.shared, self.found.quote
        spoken = [(each.value, each.name, each) for each in here if each.kind is SignalKind.LANGUAGE]
        implied = [
            (shared.written_in[each.value], shared.written_in[each.value], each)
            for each in here
            if each.kind is SignalKind.FRAMEWORK and each.value in shared.written_in
        ]
        stores = [each for each in here if each.kind is SignalKind.DATASTORE]
        parts = [each for each in stores if each.value in shared.datastores["parts"]]
        proper = [each for each in parts if each.value not in shared.datastores["hosts"]]
        return _Segment(
            next((each for each in here if each.kind is SignalKind.ROLE), None),
            tuple((value, name, quote(each.first, each.end)) for value, name, each in spoken or implied),
            tuple(dict.fromkeys(each.value for each in here if each.kind is SignalKind.PACKAGE)),
            tuple(proper or parts),
            self.found.texts[first] in self.lexicon.cue_words["written"],
        )

    def parts(self, segment: _Segment, before: Component | None) -> tuple[Component, ...]:
        """The parts of a segment: its role, or its languages, or what its packages are written in; its databases."""
        stores = tuple(Component(each.value, self._label(each), None, DATABASE) for each in segment.stores)
        return (*self._code(segment, before), *stores)

    def _code(self, segment: _Segment, before: Component | None) -> Iterator[Component]:
        languages = {value: (name, written) for value, name, written in segment.languages}
        first = next(iter(languages), None)
        if segment.role is not None:
            label = self._label(segment.role)
            name = segment.role.value if label == self._quote(segment.role) else slug(label)
            yield Component(name, label, first, segment.role.value, self._fitting(segment, first))
        elif before is not None and first is not None and segment.continues and before.language is None:
            yield Component(before.name, before.label, first, before.role, self._fitting(segment, first))
        elif languages:
            for value, (name, written) in languages.items():
                yield self._of_language(value, name, written, self._fitting(segment, value))
        elif segment.packages:
            yield from self._of_packages(segment, before)

    def _of_packages(self, segment: _Segment, before: Component | None) -> Iterator[Component]:
        """Packages on their own: of the part that was spoken of, or of one in the language that they are for."""
        homes = [self.lexicon.package_language.get(each) for each in segment.packages]
        for home in dict.fromkeys(each for each in homes if each is not None):
            packages = self._fitting(segment, home)
            if before is not None and before.language in {home, None}:
                yield Component(before.name, before.label, before.language, before.role, packages)
            else:
                yield self._of_language(home, home, self._called(home), packages)

    def _of_language(self, value: str, name: str, written: str, packages: tuple[str, ...]) -> Component:
        """A part that only has a language: functions where the platform is one of functions, else a service."""
        functions = self.lexicon.shared.form["functions"]
        form = "functions" if any(each.value in functions for each in self.found.mentions) else "service"
        labels = self.lexicon.labels.get(self.language) or self.lexicon.labels[self.lexicon.languages[0]]
        return Component(slug(f"{name}-{form}"), labels[form].format(language=written), value, None, packages)

    def _fitting(self, segment: _Segment, language: str | None) -> tuple[str, ...]:
        """The segment's packages that code in a language can use."""
        home = self.lexicon.package_language
        family = "javascript" if language == "typescript" else language
        return tuple(
            each for each in segment.packages if language is None or home.get(each, family) == family
        )

    def _called(self, language: str) -> str:
        return self.lexicon.labels[self.lexicon.languages[0]].get(language, language.capitalize())

    def _quote(self, mention: Mention) -> str:
        return self.found.quote(mention.first, mention.end)

    def _label(self, mention: Mention) -> str:
        """How the team calls it, with what follows: "API de pagos"."""
        texts, at = self.found.texts, mention.end
        links = self.lexicon.cue_words["possessive"]
        taken = {place for each in self.found.mentions for place in range(each.first, each.end)}
        if mention.kind is not SignalKind.ROLE or at >= len(texts) or texts[at] not in links:
            return self._quote(mention)
        for end in range(at + 1, min(at + LABEL, len(texts))):
            word = texts[end]
            if word in self.lexicon.cue_words["articles"]:
                continue
            ordinary = (
                word.isalpha()
                and end not in taken
                and not any(word in each for each in self.lexicon.stop.values())
            )
            return self.found.quote(mention.first, end + 1) if ordinary else self._quote(mention)
        return self._quote(mention)


def slug(text: str) -> str:
    """Kebab-case ASCII, without the little words between."""
    words = [
        each for each in re.split(r"[^a-z0-9]+", fold(text)) if each and (len(each) > 2 or each.isdigit())
    ]
    return "-".join(words) or "part"
