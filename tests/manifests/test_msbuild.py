import pytest

from bot.assessment.manifests.msbuild import read
from bot.assessment.manifests.shapes import PartKind, Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

API = """\
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net9.0</TargetFramework>
    <NpgsqlVersion Condition="'$(Old)' > '1'">9.0.2</NpgsqlVersion>
  </PropertyGroup>
  <ItemGroup Condition="'$(OS)' == 'Windows_NT'">
    <PackageReference Include="Npgsql" Version="$(NpgsqlVersion)" />
  </ItemGroup>
  <ItemGroup>
    <PackageReference Include="StyleCop.Analyzers">
      <Version>1.1.118</Version>
      <PrivateAssets>all</PrivateAssets>
    </PackageReference>
    <PackageReference Include="Acme.Core" Version="$(Nowhere)" />
    <PackageReference Remove="Acme.Old" />
    <PackageReference />
    <ProjectReference Include="..\\Shop.Core\\Shop.Core.csproj" />
  </ItemGroup>
</Project>
"""


class TestProject:
    def test_every_reference_stands_on_its_line_without_case(self) -> None:
        assert dependencies(read("src/Shop.Api.csproj", API)) == [
            (7, "npgsql", "9.0.2"),
            (10, "stylecop.analyzers", "1.1.118"),
            (14, "acme.core", ""),
        ]

    def test_conditions_and_private_assets_are_kept(self) -> None:
        assert conditions(read("src/Shop.Api.csproj", API)) == {"npgsql": "'$(OS)' == 'Windows_NT'"}
        assert developers(read("src/Shop.Api.csproj", API)) == {"stylecop.analyzers"}

    def test_the_project_is_a_part_that_needs_its_neighbours(self) -> None:
        (part,) = read("src/Shop.Api.csproj", API).parts
        assert (part.name, part.language, part.needs) == ("Shop.Api", "csharp", ("Shop.Core",))

    def test_the_kit_and_the_references_tell_what_is_used(self) -> None:
        assert traits(read("src/Shop.Api.csproj", API)) == {
            "language.csharp": 1,
            "framework.aspnet": 1,
            "datastore.postgresql": 7,
        }

    def test_what_was_not_understood_is_named(self) -> None:
        assert unread(read("src/Shop.Api.csproj", API)) == [(14, Why.UNRESOLVED), (16, Why.SYNTAX)]

    @pytest.mark.parametrize(
        ("setting", "windows"),
        [
            ("<TargetFramework>net8.0-windows</TargetFramework>", True),
            ("<TargetFrameworks>net8.0;net48</TargetFrameworks>", True),
            ("<TargetFrameworkVersion>v4.7.2</TargetFrameworkVersion>", True),
            ("<UseWPF>true</UseWPF>", True),
            ("<UseWPF>false</UseWPF>", False),
            ("<TargetFramework>net8.0</TargetFramework>", False),
            ("<TargetFramework>netstandard2.0</TargetFramework>", False),
        ],
    )
    def test_settings_tell_what_runs_on_windows_only(self, setting: str, windows: bool) -> None:
        text = f"<Project>\n<PropertyGroup>\n{setting}</PropertyGroup></Project>"
        assert traits(read("a.csproj", text)).get("use.windows-only") == (3 if windows else None)

    def test_functions_of_azure_are_told_by_their_version(self) -> None:
        text = "<Project>\n<PropertyGroup>\n<AzureFunctionsVersion>v4</AzureFunctionsVersion></PropertyGroup></Project>"
        assert traits(read("a.csproj", text))["platform.azure-functions"] == 3

    def test_a_project_for_wasi_is_wasm_already(self) -> None:
        text = "<Project><PropertyGroup><RuntimeIdentifier>wasi-wasm</RuntimeIdentifier></PropertyGroup></Project>"
        assert [each.kind for each in read("a.fsproj", text).parts] == [PartKind.WASM]


def test_a_central_list_only_lists() -> None:
    text = '<Project>\n<ItemGroup>\n<PackageVersion Include="Npgsql" Version="9" />\n</ItemGroup></Project>'
    manifest = read("Directory.Packages.props", text)
    assert dependencies(manifest) == [(3, "npgsql", "9")]
    assert conditions(manifest) == {"npgsql": "listed"}
    assert not manifest.parts
    assert not manifest.traits
