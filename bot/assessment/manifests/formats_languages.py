"""The formats that say what a system in Go, Rust, Java, Kotlin, C#, F#, PHP, Elixir or Ruby is made of."""

from collections.abc import Callable
from typing import Final

from bot.assessment.manifests import (
    cargo_lock,
    cargo_toml,
    composer,
    gemfile,
    gemfile_lock,
    go_mod,
    gradle,
    gradle_catalogue,
    mix_exs,
    mix_lock,
    msbuild,
    pom,
)
from bot.assessment.manifests.format import Format

PROJECTS: Final = (".csproj", ".fsproj", ".vbproj")
SHARED: Final = ("directory.packages.props", "directory.build.props")


def _called(*names: str) -> Callable[[str], bool]:
    return lambda path: path.rpartition("/")[2] in names


FORMATS: Final = (
    Format("go.mod", _called("go.mod"), go_mod.read),
    Format("go.sum", _called("go.sum", "go.work.sum"), go_mod.read_sums),
    Format("Cargo.toml", _called("cargo.toml"), cargo_toml.read),
    Format("Cargo.lock", _called("cargo.lock"), cargo_lock.read),
    Format("pom.xml", _called("pom.xml"), pom.read),
    Format("build.gradle", _called("build.gradle", "build.gradle.kts"), gradle.read),
    Format("libs.versions.toml", lambda path: path.endswith(".versions.toml"), gradle_catalogue.read),
    Format("msbuild", lambda path: path.endswith((*PROJECTS, *SHARED)), msbuild.read),
    Format("composer.json", _called("composer.json"), composer.read),
    Format("composer.lock", _called("composer.lock"), composer.read_lock),
    Format("mix.exs", _called("mix.exs"), mix_exs.read),
    Format("mix.lock", _called("mix.lock"), mix_lock.read),
    Format("Gemfile", _called("gemfile", "gems.rb"), gemfile.read),
    Format("Gemfile.lock", _called("gemfile.lock", "gems.locked"), gemfile_lock.read),
)
