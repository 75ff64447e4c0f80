"""What the tests of the command share."""

from pathlib import Path

import pytest

from tests.evidence.assessing import Assessing


@pytest.fixture
def assessing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Assessing:
    return Assessing(tmp_path / "folder", capsys)
