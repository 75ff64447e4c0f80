"""The words: every sentence that a person or a model reads, loaded from `prompts/`.

`prompts/<lang>/*.toml` hold sentences by key; `prompts/<lang>/<id>.md.j2` hold prompts, with front
matter that declares their variables. Both are Jinja templates in a sandbox where an undefined name is
an error; what people wrote enters as variables only, never as template source. A language is a folder.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

FALLBACK = "es"

Table = Mapping[str, "str | list[str] | Table"]


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """A prompt file: `output` says what it asks for, `variables` what `render` must be given, no more and no less."""

    id: str
    language: str
    version: str
    output: str
    variables: frozenset[str]
    source: str

    @property
    def name(self) -> str:
        """`id@version+hash`, logged and shown with every plan."""
        return f"{self.id}@{self.version}+{hashlib.sha256(self.source.encode()).hexdigest()[:8]}"

    def render(self, **values: object) -> str:
        """The text; raises TypeError when the variables are not the declared ones."""
        if values.keys() != self.variables:
            raise TypeError(f"{self.id} takes {sorted(self.variables)}, was given {sorted(values)}")
        return compiled(self.source).render(**values)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """One sandbox for all templates: plain text, so nothing is escaped here."""
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


@cache
def compiled(source: str) -> Template:
    """A template from our own source text."""
    return environment().from_string(source)


class Wording:
    """All languages' sentences and prompts. Immutable once loaded."""

    def __init__(self, root: Traversable) -> None:
        self._folders = {
            folder.name: folder for folder in root.iterdir() if folder.is_dir() and len(folder.name) == 2
        }
        self._tables: dict[tuple[str, str], Table] = {}
        self._settled: dict[tuple[str, str, str], str] = {}  # sentences without variables, of which most are

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are, the first language first."""
        return tuple(sorted(self._folders, key=lambda each: (each != FALLBACK, each)))

    def table(self, language: str, name: str) -> Table:
        """A whole `prompts/<language>/<name>.toml`."""
        at = (language, name)
        if at not in self._tables:
            text = (self._folders[language] / f"{name}.toml").read_text(encoding="utf-8")
            self._tables[at] = tomllib.loads(text)
        return self._tables[at]

    def line(self, language: str, name: str, key: str, /, **values: object) -> str:
        """One sentence: `line("es", "messages", "plain.help")`. Raises KeyError for a key that is not there."""
        if values:
            return compiled(self.source(language, name, key)).render(**values)
        at = (language, name, key)
        if at not in self._settled:
            self._settled[at] = compiled(self.source(language, name, key)).render()
        return self._settled[at]

    def has(self, language: str, name: str, key: str) -> bool:
        """Whether a sentence exists."""
        try:
            self.source(language, name, key)
        except KeyError:
            return False
        return True

    def source(self, language: str, name: str, key: str) -> str:
        """A sentence's template; `key` is a path of table names joined by dots."""
        node: str | list[str] | Table = self.table(language, name)
        for step in key.split("."):
            if not isinstance(node, Mapping) or step not in node:
                raise KeyError(f"prompts/{language}/{name}.toml has no {key!r}")
            node = node[step]
        if not isinstance(node, str):
            raise KeyError(f"prompts/{language}/{name}.toml: {key!r} is no sentence")
        return node

    def prompt(self, language: str, name: str) -> PromptTemplate:
        """A prompt file with its front matter."""
        return parse_prompt(
            language,
            (self._folders[language] / f"{name}.md.j2").read_text(encoding="utf-8"),
        )

    def prompts(self, language: str) -> Iterator[PromptTemplate]:
        """All prompts of a language."""
        for file in sorted(self._folders[language].iterdir(), key=lambda each: each.name):
            if file.name.endswith(".md.j2"):
                yield self.prompt(language, file.name.removesuffix(".md.j2"))


def parse_prompt(language: str, text: str) -> PromptTemplate:
    """A prompt file: TOML front matter between `+++` lines, then the template."""
    _, front, source = text.split("+++\n", 2)
    head = tomllib.loads(front)
    return PromptTemplate(
        head["id"],
        language,
        head["version"],
        head["output"],
        frozenset(head["variables"]),
        source.lstrip("\n"),
    )


@cache
def wording() -> Wording:
    """The sentences that ship with the bot."""
    return Wording(resources.files("prompts"))
