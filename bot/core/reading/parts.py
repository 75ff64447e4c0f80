"""The parts of a system, as the team speaks of it: "API en Node, ETL en Python con pandas".

A text is cut into segments at commas and "and"; a segment that names a role is a part, with the language and
the packages that it names. Languages without a role are parts too ("AWS Lambda con Python y Node.js": its
functions in Python and those in Node.js), and so is a database. Later texts complete parts instead of
repeating them, and nothing becomes a part that nobody mentioned.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.brief import Component, SignalKind
from bot.core.joining import DATABASE, UMBRELLAS, WHOLE, joined, settled
from bot.core.lexicon import Lexicon
from bot.core.phrases import within
from bot.core.reading.ground import Mention
from bot.core.reading.mentions import Scan, scan
from bot.core.reading.subjects import Nouns
from bot.core.words import COMMA, fold

STYLE = "graphql"  # how a part speaks, where another word says what it is: "a GraphQL gateway"
SERVICE = "service"  # the role of a part that the team calls by a word of its own


def components_of(texts: Sequence[str], lexicon: Lexicon, language: str) -> tuple[Component, ...]:
    """The parts that several texts speak of; a later text adds to a part rather than repeating it."""
    parts: tuple[Component, ...] = ()
    for text in texts:
        parts = joined(parts, parts_of(scan(text, lexicon), lexicon, language))
    return parts


def parts_of(found: Scan, lexicon: Lexicon, language: str) -> tuple[Component, ...]:
    """The parts that one text speaks of, in the order in which it names them."""
    functions = lexicon.shared.form["functions"]
    on_functions = any(each.value in functions for each in found.mentions)
    author = _Author(found, lexicon, language, on_functions, Nouns(found, lexicon))
    parts: tuple[Component, ...] = ()
    for span in found.sentences:
        open_part: Component | None = None  # the part that the words so far were about
        for segment in author.segments(span):
            here = author.parts(segment, open_part)
            parts = joined(parts, here, one_text=True)
            open_part = next((each for each in here if each.role != DATABASE), open_part)
    return settled(tuple(author.levelled(parts)))


@dataclass(frozen=True, slots=True)
class _Segment:
    """What a stretch of a sentence names. A language is (value, how it is called, as it was written)."""

    role: Mention | None
    languages: tuple[tuple[str, str, str], ...]
    packages: tuple[str, ...]
    stores: tuple[Mention, ...]
    database: Mention | None  # the code itself is one
    continues: bool  # it begins with "en", "written in": it is about what stood before
    subject: tuple[str, str] | None = None  # name and label of a part that is called by a word of its own
    heads: bool = False  # a colon follows: what it names is the whole, its parts come next


@dataclass(frozen=True, slots=True)
class _Author:
    """Makes parts of what a text names, with the words that the text has for them."""

    found: Scan
    lexicon: Lexicon
    language: str
    functions: bool  # the text names a platform of functions
    nouns: Nouns

    def segments(self, span: tuple[int, int]) -> Iterator[_Segment]:
        """A sentence cut at commas, at words that add ("y", "and"), and where a colon begins a list."""
        texts, adds = self.found.texts, self.lexicon.cue_words["adds"]
        first, listed = span[0], self.nouns.lists(*span)
        for at in range(*span):
            if (
                self._colon_before(at, first)
                or texts[at] == COMMA
                or (texts[at] in adds and at not in self.found.taken)
            ):
                if at > first:
                    yield self._segment(first, at, listed)
                first = at if self._colon_before(at, first) else at + 1
        if first < span[1]:
            yield self._segment(first, span[1], listed)

    def _colon_before(self, at: int, first: int) -> bool:
        words = self.found.words
        return at > first and ":" in self.found.text[words[at - 1].end : words[at].start]

    def _segment(self, first: int, end: int, listed: bool) -> _Segment:
        here = [each for each in within(self.found.mentions, first, end) if not each.negated]
        shared = self.lexicon.shared
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
            self._role(here),
            tuple((value, name, self._written(name, each)) for value, name, each in spoken or implied),
            tuple(dict.fromkeys(each.value for each in here if each.kind is SignalKind.PACKAGE)),
            tuple(proper or parts),
            next((each for each in here if each.value == "is-database"), None),
            self.found.texts[first] in self.lexicon.cue_words["written"],
            self._subject(first, end, listed),
            end < len(self.found.words) and self._colon_before(end, first),
        )

    def _subject(self, first: int, end: int, listed: bool) -> tuple[str, str] | None:
        place = self.nouns.subject(first, end, listed=listed)
        if place is None:
            return None
        begin, last, noun = place
        words = self.found.texts[noun:last] if begin == noun else self.found.texts[noun : noun + 1]
        kept = [each for each in words if each not in self.lexicon.cue_words["possessive"]]
        units = self.lexicon.cue_words["unit"] | self.lexicon.cue_words["another"]
        kept = [each for each in kept if each not in units]
        return slug(" ".join(kept)), self.found.quote(begin, last)

    def _role(self, here: Sequence[Mention]) -> Mention | None:
        """The part that a segment is about: "el backend en Lambda: la API en Node" is about the API."""
        roles = [each for each in here if each.kind is SignalKind.ROLE]
        roles.sort(key=lambda each: (each.value in UMBRELLAS, each.value == STYLE))
        return next(iter(roles), None)

    def parts(self, segment: _Segment, before: Component | None) -> tuple[Component, ...]:
        """The parts of a segment: its role, or its languages, or what its packages are written in; its databases."""
        stores = tuple(Component(each.value, self._quote(each), None, DATABASE) for each in segment.stores)
        return (*self._code(segment, before), *stores)

    def _code(self, segment: _Segment, before: Component | None) -> Iterator[Component]:
        languages = {value: (name, written) for value, name, written in segment.languages}
        first = next(iter(languages), None)
        if segment.role is not None:
            first = first or self._home(segment)
            name, label, role = self._called(segment.role)
            role = WHOLE if segment.heads and role in UMBRELLAS else role
            yield Component(name, label, first, role, self._fitting(segment, first))
        elif segment.subject is not None and len(languages) < 2 and not segment.stores:
            first = first or self._home(segment)
            yield Component(*segment.subject, first, SERVICE, self._fitting(segment, first))
        elif before is not None and first is not None and segment.continues and before.language is None:
            yield Component(before.name, before.label, first, before.role, self._fitting(segment, first))
        elif languages and segment.database is not None:
            label = self._quote(segment.database)
            yield Component(DATABASE, label, first, DATABASE, self._fitting(segment, first))
        elif languages:
            for value, (name, written) in languages.items():
                yield self._of_language(value, name, written, self._fitting(segment, value))
        elif segment.packages:
            yield from self._of_packages(segment, before)

    def levelled(self, parts: tuple[Component, ...]) -> Iterator[Component]:
        """ "Rust and Go microservices" are of two kinds, and named alike."""
        others = {each.language for each in parts if each.role is None}
        for part in parts:
            if part.role == WHOLE and part.language is not None and others - {None, part.language}:
                shown = self._display(part.language)
                yield self._of_language(part.language, part.language, shown, part.packages)
            else:
                yield part

    def _of_packages(self, segment: _Segment, before: Component | None) -> Iterator[Component]:
        """Packages on their own: of the part that was spoken of, or of one in the language that they are for."""
        homes = [self.lexicon.package_language.get(each) for each in segment.packages]
        for home in dict.fromkeys(each for each in homes if each is not None):
            packages = self._fitting(segment, home)
            if before is not None and before.language in {home, None}:
                yield Component(before.name, before.label, home, before.role, packages)
            else:
                yield self._of_language(home, home, self._display(home), packages)

    def _home(self, segment: _Segment) -> str | None:
        """The one language that all packages of a segment are for."""
        homes = {self.lexicon.package_language.get(each) for each in segment.packages} - {None}
        return homes.pop() if len(homes) == 1 else None

    def _of_language(self, value: str, name: str, written: str, packages: tuple[str, ...]) -> Component:
        """A part that only has a language: functions where the platform is one of functions, else a service."""
        form = "functions" if self.functions else "service"
        labels = self.lexicon.labels.get(self.language) or self.lexicon.labels[self.lexicon.languages[0]]
        return Component(slug(f"{name}-{form}"), labels[form].format(language=written), value, None, packages)

    def _fitting(self, segment: _Segment, language: str | None) -> tuple[str, ...]:
        """The segment's packages that code in a language can use."""
        home = self.lexicon.package_language
        family = "javascript" if language == "typescript" else language
        return tuple(
            each for each in segment.packages if language is None or home.get(each, family) == family
        )

    def _display(self, name: str) -> str:
        return self.lexicon.shared.display.get(name, name.capitalize())

    def _written(self, name: str, mention: Mention) -> str:
        """As the team wrote it, unless that was a slip of the pen."""
        places = range(mention.first, mention.end)
        right = all(self.found.words[at].text == self.found.texts[at] for at in places)
        return self._quote(mention) if right else self._display(name)

    def _quote(self, mention: Mention) -> str:
        return self.found.quote(mention.first, mention.end)

    def _called(self, role: Mention) -> tuple[str, str, str]:
        """A role's name, label and id, with what follows when that tells it from others: "API de pagos"."""
        at, end = role.end, len(self.found.texts)
        if at < end and self.found.texts[at] in self.lexicon.cue_words["possessive"]:
            noun = self.nouns.noun_after(at, end)
            if noun is not None:
                label = self.found.quote(role.first, noun + 1)
                if role.value in UMBRELLAS:  # "un microservicio de tarifas" is one of them
                    return slug(self.found.texts[noun]), label, SERVICE
                return slug(f"{role.value} {self.found.texts[noun]}"), label, role.value
        return role.value, self._quote(role), role.value


def slug(text: str) -> str:
    """Kebab-case ASCII."""
    return "-".join(each for each in re.split(r"[^a-z0-9]+", fold(text)) if each) or "part"
