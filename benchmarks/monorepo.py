"""A monorepo of a thousand manifests, assessed: time for a manifest, and how it grows with their number.

Beside it, in turns, the same files are only read by the parsers of their syntax (JSON, YAML, TOML, lines), so that the
ratio says what findings, modules and the verdict add. Processor time; the folder is read from the disk in both.
"""

import json
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from adapters.files import folder
from bot.assessment.evidence.gather import gather, wanted
from bot.assessment.evidence.judging import judged
from bot.assessment.facts import knowledge
from bot.core.brief import Brief
from bot.vocabulary import lexicon

ROUNDS = 5
SIZES = (250, 500, 1000, 2000)
GOAL = 1.3  # time for a manifest at the largest ÷ at the smallest
TODAY = date(2026, 11, 22)
NODE = ("express", "pg", "zod", "sharp", "left-pad", "ws", "pino", "own-router")
PYTHON = ("fastapi", "pydantic", "pillow", "celery", "httpx", "own-client", "numpy", "jinja2")


def manifests(at: int) -> dict[str, str]:
    """Five manifests of a service, in turns of another language, with names of its own beside known packages."""
    name, place = f"service-{at}", f"services/service-{at}"
    return {
        f"{place}/Dockerfile": f"FROM {('node:22', 'python:3.13', 'golang:1.25')[at % 3]}\nWORKDIR /app\nCOPY . .\n",
        f"{place}/{MANIFESTS[at % 3][0]}": MANIFESTS[at % 3][1](at),
        f"{place}/pyproject.toml": _pyproject(at),
        f"deploy/{name}.yaml": _deployment(at),
        f"{place}/compose.yaml": f"services:\n  {name}:\n    build: .\n    mem_limit: {128 + at % 7 * 64}m\n",
    }


def _package_json(at: int) -> str:
    asked = {NODE[(at + each) % len(NODE)]: f"^{each + 1}.0.0" for each in range(6)}
    return json.dumps({"name": f"service-{at}", "dependencies": {**asked, f"own-{at}": "1.0.0"}}, indent=2)


def _requirements(at: int) -> str:
    return (
        "".join(f"{PYTHON[(at + each) % len(PYTHON)]}=={each + 1}.0\n" for each in range(6))
        + f"own-{at}==1\n"
    )


def _go_mod(at: int) -> str:
    return f"module example.com/service-{at}\n\ngo 1.25\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.11.0\n)\n"


def _pyproject(at: int) -> str:
    asked = "".join(f'  "{PYTHON[(at + each) % len(PYTHON)]}>={each + 1}",\n' for each in range(4))
    return f'[project]\nname = "tools-{at}"\nversion = "1"\ndependencies = [\n{asked}]\n'


def _deployment(at: int) -> str:
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: service-{at}\nspec:\n  replicas: {1 + at % 4}\n"
        f"  template:\n    spec:\n      containers:\n        - name: service-{at}\n"
        f"          image: registry.example/service-{at}:1\n          resources:\n            limits:\n"
        f"              memory: {128 + at % 7 * 64}Mi\n"
    )


MANIFESTS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("package.json", _package_json),
    ("requirements.txt", _requirements),
    ("go.mod", _go_mod),
)


def monorepo(root: Path, count: int) -> Path:
    """A folder with so many manifests."""
    written = 0
    for at in range(count):
        for name, text in manifests(at).items():
            if written == count:
                return root
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            written += 1
    return root


def assessed(root: Path) -> int:
    """Read, found, decided: what `wasm-architect assess` does before it prints."""
    files = folder(root, wanted)
    evidence = gather(((each.name, each.text) for each in files.files), files.unread, lexicon().shared.role)
    found = judged(evidence, Brief(), knowledge(), lexicon(), TODAY)
    return len(found.findings)


def parsed(root: Path) -> int:
    """The same folder, each file read by the parser of its syntax."""
    files = folder(root, wanted).files
    for each in files:
        if each.name.endswith(".json"):
            json.loads(each.text)
        elif each.name.endswith(".yaml"):
            yaml.safe_load(each.text)
        elif each.name.endswith(".toml"):
            tomllib.loads(each.text)
        else:
            each.text.splitlines()
    return len(files)


def milliseconds(work: Callable[[Path], int], root: Path, count: int) -> float:
    """Processor time for a manifest."""
    began = time.process_time()
    work(root)
    return (time.process_time() - began) * 1000 / count


def main() -> None:
    """Print the time for a manifest by size, against parsing alone, and the growth."""
    with tempfile.TemporaryDirectory() as place:
        roots = {count: monorepo(Path(place) / str(count), count) for count in SIZES}
        findings = {
            count: assessed(root) for count, root in roots.items()
        }  # the first run loads what is kept
        rounds = [
            {
                count: (milliseconds(assessed, root, count), milliseconds(parsed, root, count))
                for count, root in roots.items()
            }
            for _ in range(ROUNDS)
        ]
    print(f"monorepo: {ROUNDS} rounds; processor time for a manifest")
    for count in SIZES:
        ours, parsing = ([each[count][side] for each in rounds] for side in (0, 1))
        print(
            f"  {count:5} manifests, {findings[count]:5} findings   assessed {statistics.median(ours):5.2f} ms"
            f"   parsed {statistics.median(parsing):5.2f} ms   ratio {min(ours) / min(parsing):5.2f}"
        )
    least, most = (min(each[count][0] for each in rounds) for count in (SIZES[0], SIZES[-1]))
    print(f"  for a manifest, {SIZES[-1]} ÷ {SIZES[0]}: {most / least:.2f}   goal ≤ {GOAL}")


if __name__ == "__main__":
    main()
