"""What a resource of a cloud leaves open, and what it says less often."""

import pytest

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.terraform import read
from tests.manifests.platforms_shown import parts, traits, unread


@pytest.mark.parametrize(
    ("resource", "declared", "told"),
    [
        ('"aws_db_instance" "a" { engine = var.engine }', ["store"], ["datastore.rds"]),
        ('"helm_release" "a" { chart = "acme" }', [], ["platform.kubernetes"]),
        ('"aws_ecs_service" "a" { launch_type = "EC2" }', [], ["platform.ecs"]),
        (
            '"azurerm_linux_web_app" "a" { site_config { application_stack { docker_image_name = "b" } } }',
            ["service"],
            ["platform.azure-app-service"],
        ),
    ],
)
def test_what_a_resource_leaves_open_is_not_guessed(
    resource: str, declared: list[str], told: list[str]
) -> None:
    manifest = read("main.tf", f"resource {resource}\n")
    assert [row[1] for row in parts(manifest)] == declared
    assert [row[1] for row in traits(manifest)] == told


def test_an_engine_that_a_variable_names_is_named() -> None:
    text = 'resource "aws_db_instance" "a" {\n  engine = var.engine\n}\n'
    assert unread(read("main.tf", text)) == [(2, Why.UNRESOLVED, "engine: var.engine")]


def test_a_schedule_tells_when_it_runs() -> None:
    text = 'resource "aws_cloudwatch_event_rule" "nightly" {\n  schedule_expression = "rate(1 day)"\n}\n'
    assert (2, "use.cron", None) in traits(read("main.tf", text))
