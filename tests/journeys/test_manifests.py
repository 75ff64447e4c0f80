"""A project's zip brought into a conversation: read first, asked about only where it is silent, cited in the plan."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.journeys.shell import run

SHOP = Path(__file__).parents[1] / "evidence" / "folders" / "shop"
SAYS = {
    "es": (
        "Tenemos una tienda y la factura es alta",
        "plan ya",
        "¿de dónde sale B04?",
        "Leí `shop.zip`",
        "Qué dicen los archivos",
        "leído en docker-compose.yml:1",
    ),
    "en": (
        "We run a shop and the bill is high",
        "plan now",
        "where does B04 come from?",
        "I read `shop.zip`",
        "What the files say",
        "read in docker-compose.yml:1",
    ),
}


def zip_of(folder: Path, at: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            if each.is_file():
                archive.write(each, each.relative_to(folder).as_posix())
    at.write_bytes(packed.getvalue())
    return at


@pytest.mark.parametrize("language", SAYS)
def test_a_zip_is_read_first_and_the_plan_names_its_lines(language: str, tmp_path: Path) -> None:
    opening, plan_now, asks, read, heading, origin = SAYS[language]
    path = zip_of(SHOP, tmp_path / "shop.zip")
    ran = run(tmp_path, "chat", "--file", str(path), said=f"{opening}\n{plan_now}\n{asks}\n")
    assert ran.status == 0
    talk, answer = ran.out.split(f"> {asks}")
    before, after = talk.split(f"## {heading}")
    assert before.index(read) < before.index("1)")
    assert origin in before
    assert "`thumbnails/package.json:5`" in after
    assert "thumbnails/package.json:5" in answer
    asked = before.split("1)")[0].split("\n\n")[-2]
    assert not any(each in asked for each in ("infra", "lenguaje", "language", "estado", "state"))


def test_the_prompt_is_filled_from_files_too(tmp_path: Path) -> None:
    path = zip_of(SHOP, tmp_path / "shop.zip")
    ran = run(tmp_path, "chat", "--prompt", "--file", str(path), said="La factura es alta\n")
    assert ran.status == 0
    assert "postgresql" in ran.out
    assert "docker" in ran.out
