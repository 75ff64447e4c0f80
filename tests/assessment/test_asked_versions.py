"""What a manifest asks for against a version from which on a package is another one."""

import pytest

from bot.assessment.asked_versions import below
from bot.assessment.catalogue import PackageClass
from bot.assessment.packages import packages, read, told_of

TWO = """
as_of = 2026-11-22
[pypi."it"]
version = "2.1"
needs = "native-only"
because = "native"
[[earlier]]
ecosystem = "pypi"
name = "it"
below = "2"
needs = "pure"
because = "pure before 2"
"""


@pytest.mark.parametrize(
    ("asked", "limit", "is_below"),
    [
        ("==1.10.2", "2", True),
        ("==2.0", "2", False),
        ("==2", "2", False),
        ("1.10.2", "2", True),
        ("=1.9.9", "2", True),
        ("2.12.5", "2", False),
        ("^1.8", "2", True),
        ("^0.68.0", "0.100", True),
        ("^0.99", "0.100", True),
        ("^0.100", "0.100", False),
        ("^0.0.3", "0.0.4", True),
        ("^0", "1", True),
        ("~=1.8", "2", True),
        ("~=1.8.2", "1.9", True),
        ("~> 1.8", "2", True),
        ("~1.9", "2", True),
        ("~1", "2", True),
        (">=1.7,<2", "2", True),
        (">=1.7, <2.0.0, !=1.8", "2", True),
        (">=1.7 <3", "2", False),
        ("<=1.10", "2", True),
        ("<=2", "2", False),
        ("(>=1,<2)", "2", False),  # not known in that form
        ("1.x", "2", True),
        ("==1.*", "2", True),
        ("==1.10.0rc1", "2", True),
        ("v1.4.2", "2", True),
        ("^1.8 || ^2", "2", False),
        (">=1.8", "2", False),
        ("!=1.8", "2", False),
        ("latest", "2", False),
        ("*", "2", False),
        ("", "2", False),
        ("git+https://somewhere", "2", False),
        ("1.2.3.4.5", "2", True),
    ],
)
def test_only_what_is_bounded_lies_below(asked: str, limit: str, is_below: bool) -> None:
    assert below(asked, limit) is is_below


@pytest.mark.parametrize(
    ("asked", "needs"),
    [("^1.8", PackageClass.PURE), ("", PackageClass.NATIVE_ONLY), (">=1", PackageClass.NATIVE_ONLY)],
)
def test_the_class_is_that_of_the_version_that_is_asked_for(asked: str, needs: PackageClass) -> None:
    told = told_of(read("", TWO), "pypi", "It", asked)
    assert told is not None
    assert told.needs is needs
    assert told_of(read("", TWO), "pypi", "nothing-of-it", asked) is None


def test_pydantic_has_been_native_since_its_second_version() -> None:
    first, second = (told_of(packages(), "pypi", "pydantic", asked) for asked in ("==1.10.24", "==2.12.5"))
    assert first is not None
    assert second is not None
    assert (first.needs, second.needs) == (PackageClass.PURE_FALLBACK, PackageClass.PYODIDE)
    assert (first.name, first.version) == ("pydantic", "<2")
