"""Guest code of a composed plan: what a part looks like in its own language, short and real.

The code is derived from the same signatures as the WIT, so that names agree. Calls between parts are plain
function calls; HTTP appears once, in the entry part. Python exports through a class named after the interface,
Rust through the trait that wit-bindgen makes, Go through a variable of its bindings. Languages without a
sample here show none.
"""

from collections.abc import Callable

from bot.planning.guest_go import go
from bot.planning.guest_javascript import javascript
from bot.planning.guest_python import python
from bot.planning.guest_rust import WSTD_HOSTS, rust
from bot.planning.guest_workers import WORKERS, module, worker
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition, Part

Sample = Callable[[Part, Composition, str, Phrases], CodeFile]


def guests(composition: Composition, target: str, phrases: Phrases) -> list[CodeFile]:
    """A sample of the entry, and one of the first other part in another language."""
    wanted = [composition.entry]
    other = next((each for each in composition.inner if each.language != composition.entry.language), None)
    if other is None and composition.inner and composition.entry.language not in SAMPLES:
        other = composition.inner[0]
    if other:
        wanted.append(other)
    modules = [each for each in composition.parts if each.language == "rust"] if target == WORKERS else []
    if modules:
        return [module(modules[0], composition, target, phrases), worker(modules, phrases)]
    return [sample(part, composition, target, phrases) for part in wanted if part.language in SAMPLES]


def sample(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """One part's code; an entry whose HTTP layer is not shown says so in its first line."""
    made = SAMPLES[part.language](part, composition, target, phrases)
    if part is not composition.entry or target not in WSTD_HOSTS or part.language == "rust":
        return made
    mark = "#" if part.language == "python" else "//"
    return made.model_copy(update={"text": f"{mark} {phrases.say('code.http_missing')}\n{made.text}"})


SAMPLES: dict[str, Sample] = {
    "rust": rust,
    "go": go,
    "python": python,
    "javascript": javascript,
    "typescript": javascript,
}
