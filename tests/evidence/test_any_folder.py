"""Whatever lies in a folder, it is gathered, decided and told; every line that is named is one that the file has."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.evidence.told import FOLDERS, decided, of

TEXTS = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(FOLDERS.rglob("*"))
    if path.is_file() and path.suffix != ".js"
}
PLACES = st.sampled_from(["", "api/", "api/inner/", "workers/", "requirements/", "../", "a b/"])
SPLICES = st.sampled_from(
    ["", "\n", "{", "\ue0003\ue000", "\ue001 api \ue001", "¶", "image: x\n", "  - ", "\0", "\t", '"']
)


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(draw(st.integers(0, 6))):
        name = draw(st.sampled_from(sorted(TEXTS)))
        text = TEXTS[draw(st.sampled_from((name, name, name, *sorted(TEXTS))))]
        cut = draw(st.integers(0, len(text)))
        found[draw(PLACES) + name] = text[:cut] + draw(SPLICES) + text[cut:]
    return found


@given(files())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_folder_is_decided(given_files: dict[str, str]) -> None:
    found = decided(of(given_files))
    lengths = {name: text.count("\n") + 1 for name, text in given_files.items()}
    places = [(each.at.file, each.at.line) for each in found.findings if each.at is not None]
    places += [(each.at.file, each.at.line) for each in found.evidence.coverage.unread]
    assert all(1 <= line <= lengths[file] for file, line in places)
    names = [each.name for each in found.evidence.modules]
    assert len(names) == len(set(names))
    assert {each.module for each in found.findings} <= {None, *names}
