import json

from bot.assessment.manifests.shapes import PartKind
from tests.evidence.told import module, names, of, of_folder

LOCK = {
    "name": "roof",
    "lockfileVersion": 3,
    "packages": {
        "": {"workspaces": ["apps/web", "apps/api"]},
        "apps/web": {"name": "web", "dependencies": {"vite-thing": "1"}},
        "apps/api": {"name": "api", "dependencies": {"favicons": "7"}},
        "node_modules/favicons": {"version": "7.2.0", "dependencies": {"sharp": "0.33"}},
        "node_modules/vite-thing": {"version": "1.0.0"},
        "node_modules/sharp": {"version": "0.33.5"},
    },
}
WORKSPACE = {
    "package.json": '{"name": "roof", "workspaces": ["apps/*"]}',
    "package-lock.json": json.dumps(LOCK, indent=1),
    "apps/api/package.json": '{"name": "@roof/api", "dependencies": {"favicons": "7"}}',
    "apps/web/package.json": '{"name": "@roof/web", "dependencies": {"vite-thing": "1"}}',
}
REQUIREMENTS = "flask==3.1.2\n"


def test_a_service_and_the_package_in_its_folder_are_one_module() -> None:
    api = module(of_folder("shop"), "api")
    assert (api.kind, api.folder, api.language) == (PartKind.SERVICE, "api", "javascript")
    assert str(api.at) == "docker-compose.yml:2"
    assert names(api) == ["express", "pg", "shop-own-router"]


def test_stores_and_other_peoples_products_are_no_modules() -> None:
    assert [each.name for each in of_folder("shop").modules] == ["api", "thumbnails", "mailer"]


def test_development_dependencies_are_left_out() -> None:
    assert "sharp" not in names(module(of_folder("shop"), "api"))
    assert "sharp" in names(module(of_folder("shop"), "thumbnails"))


def test_a_module_named_as_a_role_has_it() -> None:
    assert module(of_folder("shop"), "api").role == "api"
    assert module(of_folder("shop"), "thumbnails").role is None


def test_functions_share_the_packages_of_their_folder() -> None:
    found = of_folder("functions")
    assert [(each.name, each.kind) for each in found.modules] == [
        ("create", PartKind.FUNCTION),
        ("list", PartKind.FUNCTION),
    ]
    assert names(found.modules[0]) == names(found.modules[1]) == ["@aws-sdk/client-dynamodb", "zod"]


def test_requirements_alone_make_a_module_of_their_folder() -> None:
    assert [each.name for each in of({"jobs/requirements.txt": REQUIREMENTS}).modules] == ["jobs"]
    alone = of({"requirements.txt": REQUIREMENTS}).modules
    assert [(each.name, each.language) for each in alone] == [("python", "python")]


def test_a_folder_of_requirements_is_about_the_folder_above() -> None:
    found = of({"api/pyproject.toml": '[project]\nname = "api"\n', "api/requirements/base.txt": REQUIREMENTS})
    assert names(module(found, "api")) == ["flask"]


def test_a_deployment_and_a_service_of_one_name_are_one_module() -> None:
    deployment = (
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: api\nspec:\n  template:\n    spec:\n"
    )
    deployment += "      containers:\n        - name: api\n          image: registry.test/shop/api:1\n"
    compose = "services:\n  api:\n    build: ./api\n"
    found = of({"compose.yaml": compose, "k8s/api.yaml": deployment, "api/requirements.txt": REQUIREMENTS})
    assert [each.name for each in found.modules] == ["api"]
    assert names(found.modules[0]) == ["flask"]


def test_the_roof_of_a_workspace_is_no_module_and_its_lock_is_its_members() -> None:
    found = of(WORKSPACE)
    assert {each.name: names(each) for each in found.modules} == {
        "api": ["favicons", "sharp"],
        "web": ["vite-thing"],
    }


def test_what_a_lock_brings_says_how_it_came_in_and_pins_what_was_asked_for() -> None:
    favicons, sharp = module(of(WORKSPACE), "api").dependencies
    assert (str(favicons.at), favicons.version) == ("apps/api/package.json:1", "7.2.0")
    assert (sharp.direct, sharp.through) == (False, ("favicons",))
    assert sharp.at.file == "package-lock.json"


def test_two_modules_of_one_name_are_told_apart_by_their_folders() -> None:
    found = of({f"{each}/api/package.json": '{"name": "api", "dependencies": {"pg": "8"}}' for each in "ab"})
    assert [each.name for each in found.modules] == ["api", "b-api"]


def test_a_figure_and_a_trait_belong_to_the_part_that_they_name() -> None:
    found = of_folder("gpu")
    assert [(each.value, each.part) for each in found.traits if each.kind == "use"] == [("gpu", "trainer")]
    assert [(int(each.value), each.part) for each in of_folder("shop").figures] == [
        (512, "api"),
        (3, "api"),
        (1024, "thumbnails"),
    ]


def test_a_build_folder_outside_of_what_was_handed_over_is_nobodys() -> None:
    found = of({"compose.yaml": "services:\n  api:\n    build: ../../elsewhere\n"})
    assert module(found, "api").folder is None


PYTHON_IMAGE = 'FROM python:3.13\nCMD ["python", "app.py"]\n'
NODE_IMAGE = 'FROM node:24\nCMD ["node", "dist/app.js"]\n'
BUNDLER = '{"name": "assets", "dependencies": {"left-pad": "1"}}'


def test_the_image_that_runs_tells_the_language_before_the_package_of_its_tools() -> None:
    files = {
        "web/Dockerfile": PYTHON_IMAGE,
        "web/package.json": BUNDLER,
        "web/requirements.txt": REQUIREMENTS,
    }
    found = module(of(files), "web")
    assert found.language == "python"
    assert [each.name for each in found.own] == ["flask"]
    assert "left-pad" in names(found)


def test_of_two_packages_in_one_folder_the_one_that_asks_for_more_tells_the_language() -> None:
    project = '[project]\nname = "site"\ndependencies = ["flask", "jinja2", "click"]\n'
    (found,) = of({"package.json": BUNDLER, "pyproject.toml": project}).modules
    assert found.language == "python"


def test_an_image_of_node_runs_what_typescript_was_compiled_to() -> None:
    package = '{"name": "api", "dependencies": {"pg": "8"}, "devDependencies": {"typescript": "5"}}'
    assert (
        module(of({"api/Dockerfile": NODE_IMAGE, "api/package.json": package}), "api").language
        == "typescript"
    )


def test_requirements_below_a_module_that_has_its_own_are_another_module() -> None:
    found = of({"requirements.txt": REQUIREMENTS, "jobs/requirements.txt": "jinja2==3.1.6\n"})
    assert {each.name: names(each) for each in found.modules} == {"python": ["flask"], "jobs": ["jinja2"]}


def test_requirements_below_a_module_that_has_none_are_its_own() -> None:
    found = of({"Dockerfile": PYTHON_IMAGE, "src/requirements.txt": REQUIREMENTS})
    assert [names(each) for each in found.modules] == [["flask"]]
