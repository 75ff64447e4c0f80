from bot.assessment.manifests.shapes import Why
from tests.evidence.told import decided, of, of_folder

SECRET = "correct-horse-battery-1"


def test_what_was_matched_is_told_by_format() -> None:
    formats = dict(of_folder("shop").coverage.formats)
    assert formats["package.json"] == ("api/package.json", "thumbnails/package.json")
    assert of_folder("shop").coverage.files == 5


def test_a_file_that_nobody_recognises_is_coverage_and_no_error() -> None:
    assert of_folder("shop").coverage.strangers == ("api/index.js",)
    assert of({"notes.bin": "?"}).coverage.strangers == ("notes.bin",)


def test_what_a_reader_did_not_understand_is_named_with_its_line_and_the_rest_is_read() -> None:
    broken = '{\n  "name": "api",\n  "dependencies": {\n    "sharp": "1"\n    "zod": "4"\n  }\n}\n'
    found = of({"package.json": broken})
    assert Why.SYNTAX in {each.why for each in found.coverage.unread}
    assert all(each.at.line >= 4 for each in found.coverage.unread)
    assert "sharp" in {each.name for each in found.dependencies}


def test_dependencies_of_no_module_are_told() -> None:
    deployment = "services:\n  api:\n    build: ./api\n"
    found = of({"compose.yaml": deployment, "tools/requirements.txt": "flask==3.1.2\n"})
    assert [each.name for each in found.modules] == ["api", "tools"]


def test_nothing_at_all_is_no_module_and_no_verdict_to_move() -> None:
    found = decided(of({}))
    assert found.evidence.modules == ()
    assert found.assessment.verdict.value == "insufficient_evidence"


def test_a_secret_of_a_file_is_nowhere() -> None:
    assert SECRET not in repr(decided(of_folder("shop")))
