"""The stages of a Dockerfile: which one grows from which, and which one tells the language of what runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.assessment.manifests.docker_lines import Instruction, shell_words
from bot.assessment.manifests.images import image_of
from bot.assessment.manifests.tree import Scalar

MOST_STAGES: Final = 500


@dataclass(frozen=True, slots=True)
class Stage:
    """A FROM and what follows it. `image` is what it names, `origin` the stage of this file that it names."""

    image: Scalar
    name: str
    origin: int | None
    steps: tuple[Instruction, ...] = ()


def stages_of(steps: Sequence[Instruction]) -> tuple[Stage, ...]:
    """The stages in their order; what stands before the first is no part of any."""
    stages: list[Stage] = []
    inside: list[list[Instruction]] = []
    names: dict[str, int] = {}
    for step in steps:
        if step.keyword == "FROM" and len(stages) < MOST_STAGES:
            said = [each for each in shell_words(step.rows) if not each.text.startswith("--") and each.text]
            image = said[0] if said else step.said
            name = said[2].text.lower() if len(said) > 2 and said[1].text.lower() == "as" else ""
            stages.append(Stage(image, name, names.get(image.text.lower())))
            inside.append([])
            names |= {each: len(stages) - 1 for each in (name, str(len(stages) - 1)) if each}
        elif inside:
            inside[-1].append(step)
    return tuple(replace(stage, steps=tuple(own)) for stage, own in zip(stages, inside, strict=True))


def chain(stages: Sequence[Stage], last: int) -> tuple[int, ...]:
    """A stage and those that it grows from; each stands before the one that names it."""
    chain = [last]
    while (origin := stages[chain[-1]].origin) is not None:
        chain.append(origin)
    return tuple(chain)


def ground(stages: Sequence[Stage]) -> Scalar:
    """The image that tells the language of what the last stage runs: its own, or that of the stage it copies from."""
    running = chain(stages, len(stages) - 1)
    own = stages[running[-1]].image
    if image_of(own.text).language:
        return own
    names = {each.name: number for number, each in enumerate(stages) if each.name}
    steps = (step for number in running for step in reversed(stages[number].steps))
    for step in steps:
        for each in shell_words(step.rows) if step.keyword == "COPY" else ():
            number = _numbered(each.text, names)
            if 0 <= number < len(stages):
                image = stages[chain(stages, number)[-1]].image
                if image_of(image.text).language:
                    return image
    return own


def _numbered(option: str, names: Mapping[str, int]) -> int:
    """The stage that `--from=` names; -1 for none."""
    origin = option.removeprefix("--from=").lower()
    if not option.startswith("--from="):
        return -1
    return names.get(
        origin, int(origin) if origin.isascii() and origin.isdecimal() and len(origin) < 4 else -1
    )
