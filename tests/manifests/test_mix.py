from bot.assessment.manifests import mix_exs, mix_lock
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

PROJECT = """\
defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [
      app: :shop,
      deps: deps()
    ]
  end

  defp deps do
    [
      {:phoenix, "~> 1.7.18"},
      {:postgrex, ">= 0.0.0"}, # {:no, "1.0"}
      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
      {:fork, git: "https://git.example.org/fork.git", tag: "v1"},
      {:core, in_umbrella: true},
      {:nif, "~> 1.0", [hex: :real_nif, optional: true]},
      {:computed, @version},
      more()
    ]
  end

  defp aliases do
    [{:error, "no dependency"}]
  end
end
"""

LOCK = """\
%{
  "castore": {:hex, :castore, "1.0.11", "4b", [:mix], [], "hexpm", "e0"},
  "finch": {:hex, :finch, "0.19.0", "c6", [:mix], [{:mint, "~> 1.6", [hex: :mint, optional: false]}], "hexpm", "fc"},
  "fork": {:git, "https://git.example.org/fork.git", "abc123", [branch: "main"]},
  "mint": {:hex, :mint, "1.6.2", "af", [:mix], [{:castore, "~> 1.0", [hex: :castore, optional: true]}], "hexpm", "5e"},
  "odd": {:path, "x"},
}
"""


class TestProject:
    def test_every_dependency_stands_on_its_line(self) -> None:
        assert dependencies(mix_exs.read("mix.exs", PROJECT)) == [
            (13, "phoenix", "~> 1.7.18"),
            (14, "postgrex", ">= 0.0.0"),
            (15, "credo", "~> 1.7"),
            (16, "fork", "v1"),
            (18, "real_nif", "~> 1.0"),
            (19, "computed", ""),
        ]

    def test_what_runs_in_development_only_is_no_part_of_what_runs(self) -> None:
        text = PROJECT.replace(
            "more()", '{:bundler, "~> 0.2", runtime: Mix.env() == :dev}, {:kept, "1.0", runtime: true}'
        )
        manifest = mix_exs.read("mix.exs", text)
        assert developers(manifest) == {"credo", "bundler"}
        assert "kept" in chains(manifest)

    def test_environments_and_options_are_kept(self) -> None:
        assert developers(mix_exs.read("mix.exs", PROJECT)) == {"credo"}
        assert conditions(mix_exs.read("mix.exs", PROJECT)) == {"credo": "dev, test", "real_nif": "optional"}

    def test_the_project_is_a_part_that_needs_its_umbrella(self) -> None:
        (part,) = mix_exs.read("mix.exs", PROJECT).parts
        assert (part.name, part.language, part.needs) == ("shop", "elixir", ("core",))

    def test_what_is_computed_is_named(self) -> None:
        assert unread(mix_exs.read("mix.exs", PROJECT)) == [(19, Why.UNRESOLVED), (20, Why.UNRESOLVED)]

    def test_dependencies_tell_what_is_used(self) -> None:
        assert traits(mix_exs.read("mix.exs", PROJECT)) == {
            "language.elixir": 1,
            "framework.phoenix": 13,
            "datastore.postgresql": 14,
        }

    def test_a_list_on_the_same_line_is_read_too(self) -> None:
        assert dependencies(mix_exs.read("mix.exs", '  defp deps, do: [{:jason, "~> 1.4"}]\n')) == [
            (1, "jason", "~> 1.4")
        ]

    def test_a_bracket_too_few_hides_no_dependency(self) -> None:
        manifest = mix_exs.read("mix.exs", PROJECT.replace('"~> 1.7.18"}', '"~> 1.7.18"'))
        assert Why.SYNTAX in {each.why for each in manifest.unread}


def test_what_nests_too_deep_is_named_and_its_neighbours_are_kept() -> None:
    deep = "[" * 80 + ":a" + "]" * 80
    text = f'defp deps do\n  [\n    {{:odd, {deep}}},\n    {{:jason, "~> 1.4"}}\n  ]\nend\n'
    manifest = mix_exs.read("mix.exs", text)
    assert (4, "jason", "~> 1.4") in dependencies(manifest)
    assert (3, Why.TOO_DEEP) in unread(manifest)


class TestLock:
    def test_every_package_has_its_version_and_its_way(self) -> None:
        manifest = mix_lock.read("mix.lock", LOCK)
        assert dependencies(manifest) == [
            (2, "castore", "1.0.11"),
            (3, "finch", "0.19.0"),
            (4, "fork", "abc123"),
            (5, "mint", "1.6.2"),
        ]
        assert chains(manifest) == {
            "castore": ("finch", "mint"),
            "finch": (),
            "fork": (),
            "mint": ("finch",),
        }
        assert conditions(manifest) == {"castore": "optional"}

    def test_a_sort_that_is_not_known_is_named(self) -> None:
        assert unread(mix_lock.read("mix.lock", LOCK)) == [(6, Why.NOT_RECOGNISED)]
