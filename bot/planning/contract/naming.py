"""One name for a thing, however it is written: case, version, remark and hyphens aside."""

import re

DIGIT = re.compile(r"\d")
VERSION_TAIL = re.compile(r"[\s@v=~^>]*\bv?\d[\w.+*-]*$|\s*\([^)]*\)$")


def plain_name(name: str) -> str:
    """A tool's name without case, version and remark: "Spin 4.0 (CLI)" and "jco@1.35" are Spin and jco."""
    bare = name.casefold()
    if bare.isalpha():
        return bare
    bare = " ".join(bare.split())
    for _ in range(2 if bare.endswith(")") or DIGIT.search(bare) else 0):
        bare = VERSION_TAIL.sub("", bare) or bare
    return bare.replace("-", " ").replace("_", " ").strip()


def plain_path(text: str) -> str:
    """A name or a path as plain words."""
    return " ".join([plain_name(part) for part in text.replace("\\", "/").replace(".", "/").split("/")])
