"""One module that its files call differently, or put into different folders."""

import pytest

from tests.evidence.told import module, names, of

PROJECT = """\
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Ledger.Kit" Version="1.0.0" /></ItemGroup>
</Project>
"""
IMAGE = 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCOPY out /app\nENTRYPOINT ["dotnet", "Ledger.dll"]\n'
COMPOSE = "services:\n  ledger:\n    build: .\n"
DEPLOYED = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: parcels
spec:
  template:
    spec:
      containers:
        - name: workload
          image: registry.test/team/parcels:3
"""
FLASK = "flask==3.1.2\n"


def called(files: dict[str, str]) -> list[str]:
    return [each.name for each in of(files).modules]


def test_a_service_and_the_only_project_below_its_dockerfile_are_one() -> None:
    files = {"docker-compose.yml": COMPOSE, "Dockerfile": IMAGE, "src/Ledger/Ledger.csproj": PROJECT}
    found = of(files)
    assert [(each.name, each.language, each.folder) for each in found.modules] == [("ledger", "csharp", "")]
    assert names(module(found, "ledger")) == ["ledger.kit"]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"src/Other/Other.csproj": PROJECT}, id="two projects below"),
        pytest.param({"requirements.txt": FLASK}, id="the folder of the Dockerfile asks for packages itself"),
    ],
)
def test_with_a_second_candidate_nothing_is_joined(more: dict[str, str]) -> None:
    files = {"docker-compose.yml": COMPOSE, "Dockerfile": IMAGE, "src/Ledger/Ledger.csproj": PROJECT, **more}
    assert called(files)[0] == "ledger"
    assert "src-ledger" in called(files) or "ledger-2" in called(files)


def test_code_of_another_ecosystem_is_not_what_the_image_runs() -> None:
    page = '{"name": "page", "dependencies": {"left-margin": "1"}}'
    assert called({"Dockerfile": IMAGE, "page/package.json": page}) == ["dockerfile", "page"]


def test_a_function_above_a_package_does_not_run_it() -> None:
    functions = "service: post\nprovider:\n  name: aws\n  runtime: nodejs22.x\n"
    functions += "functions:\n  send:\n    handler: send.handler\n"
    kit = '{"name": "kit", "dependencies": {"left-margin": "1"}}'
    assert called({"serverless.yml": functions, "kit/package.json": kit}) == ["send", "kit"]


def test_the_only_workload_runs_the_only_code() -> None:
    found = of({"k8s/parcels.yml": DEPLOYED, "requirements.txt": FLASK})
    assert [(each.name, each.language) for each in found.modules] == [("parcels", "python")]
    assert names(found.modules[0]) == ["flask"]


def test_a_second_workload_leaves_open_which_of_them_runs_the_code() -> None:
    second = DEPLOYED.replace("parcels", "labels")
    files = {"k8s/a.yml": DEPLOYED, "k8s/b.yml": second, "requirements.txt": FLASK}
    assert called(files) == ["parcels", "labels", "python"]


def test_a_workload_that_compose_tells_how_to_build_has_the_code_of_that_folder() -> None:
    files = {
        "a.yml": DEPLOYED,
        "compose.yaml": "services:\n  parcels:\n    build: ./api\n",
        "api/Dockerfile": "FROM python:3.13-slim\n",
        "api/requirements.txt": FLASK,
    }
    found = of(files)
    assert [(each.name, each.language, each.folder) for each in found.modules] == [
        ("parcels", "python", "api")
    ]


def test_an_image_of_compose_may_be_a_tool_of_other_people() -> None:
    files = {
        "compose.yaml": "services:\n  admin:\n    image: registry.test/any/admin:1\n",
        "requirements.txt": FLASK,
    }
    assert called(files) == ["admin", "python"]


def test_an_app_of_fly_is_built_from_the_dockerfile_beside_it() -> None:
    image = 'FROM python:3.13-slim\nCMD ["gunicorn", "shop:app"]\n'
    found = of({"fly.toml": 'app = "shop"\n', "Dockerfile": image, "requirements.txt": FLASK})
    assert [(each.name, each.language) for each in found.modules] == [("shop", "python")]


def test_an_app_of_fly_that_names_an_image_is_not() -> None:
    files = {
        "fly.toml": 'app = "shop"\n[build]\nimage = "registry.test/shop:1"\n',
        "requirements.txt": FLASK,
        "jobs/requirements.txt": "redis==6.4.0\n",
    }
    assert called(files)[0] == "shop"
    assert names(module(of(files), "shop")) == []
