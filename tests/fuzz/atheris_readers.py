"""Coverage-guided fuzzing of every reader: `python -m tests.fuzz.atheris_readers CORPUS [libFuzzer's options]`.

Two bytes choose the format, or an archive; the rest is the text. The corpus begins with the seeds. A crash is left as a
file `crash-…` where `-artifact_prefix=` says. Needs atheris, which no other test does.
"""

import sys
from pathlib import Path
from typing import Final

import atheris  # type: ignore[import-untyped,unused-ignore]  # it has no types, and is there for `make fuzz` only

with atheris.instrument_imports(include=["bot.assessment"]):  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # no types
    from bot.assessment.evidence.gather import FORMATS
    from bot.assessment.manifests.bundle import unpacked

from tests.fuzz import holding
from tests.fuzz.seeds import SEEDS, form_of
from tests.manifests.packing import gzipped, tarred, zipped

ARCHIVE: Final = len(FORMATS)  # the choice that is none of the formats
LONGEST: Final = 4_096  # bytes of an input
FILES: Final = {"app/go.mod": b"module a\n", "app/README.md": b"# a"}


def one_input(given: bytes) -> None:
    """A text for one of the readers, or an archive."""
    choice = int.from_bytes(given[:2], "big") % (ARCHIVE + 1)
    if choice == ARCHIVE:
        assert len(unpacked("a.zip", given[2:]).texts) <= LONGEST
    else:
        holding.read(FORMATS[choice], given[2:].decode("utf-8", errors="replace"))


def sow(corpus: Path) -> None:
    """Every seed as an input."""
    corpus.mkdir(parents=True, exist_ok=True)
    inputs = [
        FORMATS.index(form_of(file)).to_bytes(2, "big") + text.encode("utf-8", "replace")
        for file, texts in SEEDS.items()
        for text in texts
    ]
    inputs += [ARCHIVE.to_bytes(2, "big") + packed(FILES) for packed in (zipped, tarred, gzipped)]
    for number, each in enumerate(inputs):
        (corpus / f"seed-{number}").write_bytes(each)


def main() -> None:
    """Fuzzes until it is told to stop (`-max_total_time=SECONDS`) or something breaks."""
    sow(Path(sys.argv[1]))
    atheris.Setup([*sys.argv, f"-max_len={LONGEST}", "-timeout=20", "-rss_limit_mb=2048"], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
