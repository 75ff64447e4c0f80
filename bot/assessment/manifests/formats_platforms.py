"""The formats of containers and infrastructure, by the names of their files.

YAML whose name tells nothing comes last: what it is, only its contents tell. So this table stands behind all others.
"""

import re
from typing import Final

from bot.assessment.manifests import (
    cloudformation,
    compose,
    dockerfile,
    fly,
    hosted,
    serverless,
    spin,
    terraform,
    wrangler,
    yaml_files,
)
from bot.assessment.manifests.format import Format

_DOCKERFILE: Final = re.compile(
    r"(?:dockerfile|containerfile)(?:[.-][\w.-]+)?|[\w.-]+\.(?:dockerfile|containerfile)"
)
_BESIDE: Final = frozenset(
    {
        *(
            "dockerignore",
            "md",
            "rst",
            "txt",
            "html",
            "json",
            "yaml",
            "yml",
            "toml",
            "lock",
            "zip",
            "png",
            "svg",
        ),
        *(
            "py",
            "pyi",
            "js",
            "mjs",
            "cjs",
            "jsx",
            "ts",
            "mts",
            "cts",
            "tsx",
            "rb",
            "rs",
            "cs",
            "sh",
            "bat",
            "ps1",
        ),
    }
)  # how programs and texts about Dockerfiles end; `Dockerfile.go`, `.java` and `.php` are what they are called
_COMPOSE: Final = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
_TEMPLATE: Final = re.compile(
    r"(?:template|cloudformation|[\w.-]+\.template|[\w.-]*-stack|sam|cfn[\w.-]*)\.json|[\w.-]+\.template"
)
_FOREIGN: Final = frozenset({"pnpm-lock.yaml", "pnpm-workspace.yaml", ".yarnrc.yml", "conda-lock.yml"})


def _is_dockerfile(name: str) -> bool:
    return _DOCKERFILE.fullmatch(name) is not None and name.rpartition(".")[2] not in _BESIDE


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _named(form: re.Pattern[str], path: str) -> bool:
    return form.fullmatch(_name(path)) is not None


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        dockerfile.ID,
        lambda path: _is_dockerfile(_name(path)),
        dockerfile.read,
    ),
    Format(compose.ID, lambda path: _named(_COMPOSE, path), compose.read),
    Format(
        serverless.ID,
        lambda path: re.fullmatch(r"serverless\.(?:ya?ml|json)", _name(path)) is not None,
        serverless.read,
    ),
    Format(terraform.ID, lambda path: path.endswith((".tf", ".tf.json")), terraform.read),
    Format(fly.ID, lambda path: _name(path) == "fly.toml", fly.read),
    Format(
        wrangler.ID,
        lambda path: _name(path) in ("wrangler.toml", "wrangler.json", "wrangler.jsonc"),
        wrangler.read,
    ),
    Format(spin.ID, lambda path: _name(path) == "spin.toml", spin.read),
    Format(hosted.VERCEL, lambda path: _name(path) == "vercel.json", hosted.read_vercel),
    Format(hosted.NETLIFY, lambda path: _name(path) == "netlify.toml", hosted.read_netlify),
    Format(hosted.FASTLY, lambda path: _name(path) == "fastly.toml", hosted.read_fastly),
    Format(cloudformation.ID, lambda path: _named(_TEMPLATE, path), cloudformation.read_json),
    Format(
        yaml_files.ID,
        lambda path: path.endswith((".yaml", ".yml")) and _name(path) not in _FOREIGN,
        yaml_files.read,
    ),
)
