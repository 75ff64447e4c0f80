"""The formats that say what Python and JavaScript packages a system is made of."""

from typing import Final

from bot.assessment.manifests import (
    package_json,
    package_lock,
    pipfile,
    pipfile_lock,
    pnpm_lock,
    poetry_lock,
    pyproject,
    requirements_txt,
    setup_cfg,
    uv_lock,
    yarn_lock,
)
from bot.assessment.manifests.format import Format

_READERS: Final = (
    requirements_txt,
    pyproject,
    uv_lock,
    poetry_lock,
    pipfile,
    pipfile_lock,
    setup_cfg,
    package_json,
    package_lock,
    pnpm_lock,
    yarn_lock,
)
FORMATS: Final = tuple(Format(each.FORMAT, each.matches, each.read) for each in _READERS)
