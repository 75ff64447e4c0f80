"""The parts of a system, as the team speaks of it: "API en Node, ETL en Python con pandas".

A segment of a sentence that names a role is a part, with the language and the packages that it names. Languages
without a role are parts too ("AWS Lambda con Python y Node.js": its functions in Python and those in Node.js), and so
is a database. Later texts complete parts instead of repeating them, and nothing becomes a part that nobody mentioned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.brief import Component
from bot.core.joining import DATABASE, UMBRELLAS, WHOLE, joined, settled
from bot.core.lexicon import Lexicon
from bot.core.reading.ground import Mention
from bot.core.reading.mentions import Scan, scan
from bot.core.reading.segments import Cutter, Segment
from bot.core.reading.subjects import Nouns
from bot.core.words import slug

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
    nouns = Nouns(found, lexicon)
    cutter, author = Cutter(found, lexicon, nouns), _Author(found, lexicon, language, on_functions, nouns)
    parts: tuple[Component, ...] = ()
    for span in found.sentences:
        open_part: Component | None = None  # the part that the words so far were about
        for segment in cutter.segments(span):
            here = author.parts(segment, open_part)
            parts = joined(parts, here, one_text=True)
            open_part = next((each for each in here if each.role != DATABASE), open_part)
    return settled(tuple(author.levelled(parts)))


@dataclass(frozen=True, slots=True)
class _Author:
    """Makes parts of what a text names, with the words that the text has for them."""

    found: Scan
    lexicon: Lexicon
    language: str
    functions: bool  # the text names a platform of functions
    nouns: Nouns

    def parts(self, segment: Segment, before: Component | None) -> tuple[Component, ...]:
        """The parts of a segment: its role, or its languages, or what its packages are written in; its databases."""
        stores = tuple(Component(each.value, self._quote(each), None, DATABASE) for each in segment.stores)
        return (*self._code(segment, before), *stores)

    def _code(self, segment: Segment, before: Component | None) -> Iterator[Component]:
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
                shown = self.lexicon.displayed(part.language)
                yield self._of_language(part.language, part.language, shown, part.packages)
            else:
                yield part

    def _of_packages(self, segment: Segment, before: Component | None) -> Iterator[Component]:
        """Packages on their own: of the part that was spoken of, or of one in the language that they are for."""
        homes = [self.lexicon.package_language.get(each) for each in segment.packages]
        for home in dict.fromkeys(each for each in homes if each is not None):
            packages = self._fitting(segment, home)
            if before is not None and before.language in {home, None}:
                yield Component(before.name, before.label, home, before.role, packages)
            else:
                yield self._of_language(home, home, self.lexicon.displayed(home), packages)

    def _home(self, segment: Segment) -> str | None:
        """The one language that all packages of a segment are for."""
        homes = {self.lexicon.package_language.get(each) for each in segment.packages} - {None}
        return homes.pop() if len(homes) == 1 else None

    def _of_language(self, value: str, name: str, written: str, packages: tuple[str, ...]) -> Component:
        """A part that only has a language: functions where the platform is one of functions, else a service."""
        form = "functions" if self.functions else "service"
        labels = self.lexicon.labels.get(self.language) or self.lexicon.labels[self.lexicon.languages[0]]
        return Component(slug(f"{name}-{form}"), labels[form].format(language=written), value, None, packages)

    def _fitting(self, segment: Segment, language: str | None) -> tuple[str, ...]:
        """The segment's packages that code in a language can use."""
        home = self.lexicon.package_language
        family = "javascript" if language == "typescript" else language
        return tuple(
            each for each in segment.packages if language is None or home.get(each, family) == family
        )

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
