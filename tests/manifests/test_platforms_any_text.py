"""What holds of every reader of containers and infrastructure whatever the text: it raises nothing, stays within
bounds, and points at lines that are there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.assessment.manifests.format import Format
from bot.assessment.manifests.formats_platforms import FORMATS
from bot.assessment.manifests.shapes import Manifest, Why
from bot.assessment.manifests.source import MOST_TEXT
from tests.manifests.test_cloudformation import SAM
from tests.manifests.test_compose import SHOP as COMPOSE
from tests.manifests.test_dockerfile import COMPILED, STAGED
from tests.manifests.test_edge_platforms import FLY, SPIN, SPIN_1, WRANGLER, WRANGLER_TOML
from tests.manifests.test_kubernetes import CHART
from tests.manifests.test_kubernetes import SHOP as KUBERNETES
from tests.manifests.test_serverless import SHOP as SERVERLESS
from tests.manifests.test_terraform import JSON, MAIN

SAMPLES = {
    "Dockerfile": (STAGED, COMPILED),
    "compose.yaml": (COMPOSE,),
    "serverless.yml": (SERVERLESS,),
    "main.tf": (MAIN,),
    "main.tf.json": (JSON,),
    "fly.toml": (FLY,),
    "wrangler.jsonc": (WRANGLER,),
    "wrangler.toml": (WRANGLER_TOML,),
    "spin.toml": (SPIN, SPIN_1),
    "vercel.json": ('{"functions": {"api/*.py": {"memory": 512}}, "crons": [{"schedule": "0 0 * * *"}]}',),
    "netlify.toml": ('[functions."a"]\nschedule = "@daily"\n[[edge_functions]]\nfunction = "b"\n',),
    "fastly.toml": ('name = "a"\nlanguage = "rust"\n',),
    "template.json": (
        '{"Resources": {"A": {"Type": "AWS::Lambda::Function", "Properties": {"MemorySize": 1}}}}',
    ),
    "objects.yaml": (KUBERNETES, CHART, SAM),
}
PIECES = [
    *(
        "\n",
        "\r",
        "\x85",
        "\u2028",
        "\0",
        "\ufffd",
        "\ud800",
        "\ufeff",
        "é",
        "ß",
        "9" * 30,
        "\t",
        "\\",
        "\\\n",
    ),
    *(
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "${",
        "=",
        ":",
        ": ",
        ",",
        "#",
        "//",
        "/*",
        "<<E\n",
        "- ",
        "? ",
        "|\n",
    ),
    *("&a ", "*a", "<<: *a\n", "!Ref ", "---\n", "null", "image: ", "services:\n", "resource "),
    *("FROM x\n", "RUN apt-get install ", "--from=0 "),
]
ABUSE = {
    "a line": "x" * (MOST_TEXT + 480_000),
    "two lines": "a" * (MOST_TEXT + 8_000) + "\nb",
    "quotes": '"' * 40_000,
    "rows": "a: [" * 10_000,
    "here-documents": "<<E\n" * 8_000,
    "tables": "a = {\n" * 8_000,
    "templates": "{{" * 20_000,
    "variables": "${" * 20_000,
    "continued lines": "RUN a \\\n" * 6_000,
}


def form_of(file: str) -> Format:
    return next(each for each in FORMATS if each.matches(file.lower()))


def check(manifest: Manifest, text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 1
    spots = [each.at for each in manifest.dependencies] + [each.at for each in manifest.parts]
    spots += [each.at for each in manifest.traits] + [each.at for each in manifest.figures]
    assert len(spots) <= 10_000
    assert len(manifest.unread) <= 201
    spots += [each.at for each in manifest.unread]
    assert all(1 <= each.line <= lines and each.file == manifest.file for each in spots)
    shown = [each.quote for each in manifest.traits] + [each.quote for each in manifest.figures]
    shown += [each.what for each in manifest.unread]
    assert all(len(each) <= 160 and "\n" not in each for each in shown)
    assert all(each.value > 0 for each in manifest.figures)


@pytest.mark.parametrize("file", SAMPLES)
@settings(max_examples=40, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text(file: str, text: str) -> None:
    check(form_of(file).read(file, text), text)


@pytest.mark.parametrize("file", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_change_to_a_sample(file: str, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SAMPLES[file]))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(st.sampled_from(["", *PIECES])) + text[end:]
    check(form_of(file).read(file, text), text)


@pytest.mark.parametrize("file", SAMPLES)
def test_line_ends_and_a_byte_order_mark_change_nothing(file: str) -> None:
    for text in SAMPLES[file]:
        plain, other = (
            form_of(file).read(file, each) for each in (text, "\ufeff" + text.replace("\n", "\r\n"))
        )
        assert plain == other


@pytest.mark.parametrize("file", SAMPLES)
@pytest.mark.parametrize("abuse", ABUSE)
def test_abuse_ends_soon_and_small(file: str, abuse: str) -> None:
    text = ABUSE[abuse]
    check(form_of(file).read(file, text), text)


def test_ten_thousand_findings_are_enough() -> None:
    packages = " ".join(f"p{n}" for n in range(20_000))
    manifest = form_of("Dockerfile").read("Dockerfile", f"FROM debian\nRUN apt-get install {packages}\n")
    assert 9_990 <= len(manifest.dependencies) <= 10_000
    assert manifest.unread[-1].why is Why.TOO_MANY
