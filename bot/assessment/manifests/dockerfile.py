"""A Dockerfile: on which image a part stands, what is installed there, and what it starts.

Only the last stage, with the stages that it grows from, is what runs; what the others install is for building. A base
that an ARG names is not resolved: another build would name another.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.assessment.manifests.docker_lines import Instruction, commands, instructions
from bot.assessment.manifests.docker_stages import MOST_STAGES, Stage, chain, ground, stages_of
from bot.assessment.manifests.images import Image, image_of, image_traits, system_use
from bot.assessment.manifests.implied import with_implied
from bot.assessment.manifests.installs import installed
from bot.assessment.manifests.json_lines import json_tree
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Manifest, Part, PartKind, Unread, Why
from bot.assessment.manifests.source import MOST_UNREAD, Finding, Source, told, words
from bot.assessment.manifests.tree import Row, Scalar
from bot.core.brief import SignalKind

ID: Final = "dockerfile"
_KEYWORDS: Final = frozenset(
    {
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    }
)  # fmt: skip
_RUNNERS: Final = {
    **dict.fromkeys(
        ("python", "python3", "gunicorn", "uvicorn", "celery", "flask", "uv", "poetry"), "python"
    ),
    **dict.fromkeys(("node", "npm", "yarn", "pnpm", "bun", "next", "pm2"), "javascript"),
    **dict.fromkeys(("java",), "java"),
    **dict.fromkeys(("dotnet",), "csharp"),
    **dict.fromkeys(("ruby", "bundle", "rails", "puma"), "ruby"),
    **dict.fromkeys(("php", "php-fpm"), "php"),
}


def read(file: str, text: str) -> Manifest:
    """What a Dockerfile says."""
    return told(file, text, ID, _tell)


def _tell(source: Source) -> Iterator[Finding]:
    steps = tuple(instructions(source))
    broken = (each for each in steps if each.keyword not in _KEYWORDS)
    for each in islice(broken, MOST_UNREAD + 1):
        yield source.missed(Why.SYNTAX, Scalar(each.line, source.line(each.line)))
    stages = stages_of(steps)
    if not stages:
        yield source.missed(Why.NOT_RECOGNISED, Scalar(1, source.line(1)))
        return
    if len(stages) == MOST_STAGES:
        yield source.missed(Why.TOO_MANY, stages[-1].image)
    running = chain(stages, len(stages) - 1)
    yield source.trait(SignalKind.PLATFORM, "docker", stages[0].image)
    yield from _part(source, stages, running)
    for number, stage in enumerate(stages):
        yield from with_implied(_installs(source, stage, development=number not in running))


def _part(source: Source, stages: Sequence[Stage], running: tuple[int, ...]) -> Iterator[Finding]:
    """What the last stage runs, and what its image tells."""
    base = stages[running[-1]].image
    image = image_of(base.text)
    steps = [step for number in reversed(running) for step in stages[number].steps]
    starts = _starts(steps)
    shown = ground(stages)
    language = image_of(shown.text).language or _RUNNERS.get(_program(starts), "")
    name = part_name(source.file)
    if image.name == "?":
        yield source.missed(Why.UNRESOLVED, base)
    yield Part(
        name,
        _kind(image, steps),
        source.at(stages[-1].image.line),
        language or None,
        words(base.text),
        ".",
        words(starts),
    )
    yield from (each for each in image_traits(source, base, name) if each.kind is not SignalKind.ROLE)
    if language and not image.language:
        yield source.trait(SignalKind.LANGUAGE, language, shown, name)
    if "lambda/" in image.name:
        yield source.trait(SignalKind.PLATFORM, "aws-lambda", base, name)
    for step in steps:
        if step.keyword == "EXPOSE" and "/udp" in step.text.lower():
            yield source.trait(SignalKind.USE, "raw-udp", step.said, name)


def _kind(image: Image, steps: Sequence[Instruction]) -> PartKind:
    if any(step.keyword in ("CMD", "ENTRYPOINT") and ".wasm" in step.text for step in steps):
        return PartKind.WASM
    if image.store:
        return PartKind.STORE
    return PartKind.FUNCTION if "lambda/" in image.name else PartKind.SERVICE


def _starts(steps: Sequence[Instruction]) -> str:
    """The command of the part: its entry point and what that is given."""
    last = {step.keyword: step for step in steps if step.keyword in ("CMD", "ENTRYPOINT")}
    return " ".join(_command(last[each]) for each in ("ENTRYPOINT", "CMD") if each in last)


def _command(step: Instruction) -> str:
    if not step.text.startswith("["):
        return step.text
    node, _ = json_tree(step.text)
    texts = [each.text for each in node.items if isinstance(each, Scalar)] if isinstance(node, Row) else []
    return " ".join(texts)


def _program(command: str) -> str:
    first = command[:500].split()
    return first[0].rpartition("/")[2] if first else ""


def _installs(source: Source, stage: Stage, *, development: bool) -> Iterator[Finding]:
    for step in stage.steps:
        for command in commands(step.rows) if step.keyword == "RUN" else ():
            for each in installed(source, command, development=development):
                yield each
                yield from _habit(source, each)


def _habit(source: Source, found: Dependency | Unread) -> Iterator[Finding]:
    """What a package of a distribution tells of the code that asks for it."""
    if not isinstance(found, Dependency) or found.ecosystem is not Ecosystem.DEBIAN or found.development:
        return
    if use := system_use(found.name):
        yield source.trait(SignalKind.USE, use, Scalar(found.at.line, found.name), part_name(source.file))


def part_name(file: str) -> str:
    """What a part is called after its Dockerfile: by the file's own ending, else by its folder."""
    *folders, name = file.replace("\\", "/").split("/")
    stem, dot, ending = name.partition(".")
    own = stem if ending.lower() == "dockerfile" else ending if dot else ""
    return words(own or next((each for each in reversed(folders) if each not in ("", ".", "docker")), name))
