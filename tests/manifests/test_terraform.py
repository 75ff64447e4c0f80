import pytest

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.terraform import read
from tests.manifests.platforms_shown import figures, parts, traits, unread

MAIN = """\
terraform { required_version = ">= 1.9" }

resource "aws_lambda_function" "api" {
  function_name = "api-${var.stage}"
  runtime       = "python3.12" # the last
  handler       = "app.main"
  memory_size   = 512
  environment { variables = { DEBUG = "no", TABLE : aws_dynamodb_table.orders.name } }
}

resource "aws_lambda_function" "thumbs" {
  runtime     = var.runtime
  memory_size = local.sizes["thumbs"]
}

/* resource "aws_lambda_function" "old" {} */
resource "aws_dynamodb_table" "orders" {}

resource "aws_db_instance" "main" {
  engine   = "postgres"
  password = "correct-horse-battery"
}

resource "aws_ecs_task_definition" "web" {
  requires_compatibilities = ["FARGATE"]
  memory                   = "1024"
  container_definitions = jsonencode([{
    name  = "web"
    image = "acme/web:1"
  }])
}

resource "aws_ecs_task_definition" "cache" {
  container_definitions = <<-JSON
    [
      {"name": "cache", "image": "redis:7"},
      {"name": "agent", "image": "acme/agent", "memory": 64}
    ]
  JSON
}

resource "aws_ecs_task_definition" "far" {
  container_definitions = file("tasks.json")
}

resource "google_cloud_run_v2_service" "pages" {
  template {
    containers {
      image = "europe-docker.pkg.dev/acme/pages/node:22"
      resources { limits = { memory = "512Mi" } }
    }
    scaling { min_instance_count = 2 }
  }
}

resource "azurerm_linux_function_app" "mail" {
  site_config {
    application_stack {
      dotnet_version = "8.0"
    }
  }
}

resource "helm_release" "queue" { chart = "rabbitmq" }
module "network" { source = "./network" }
"""

JSON = """\
{
  "resource": {
    "aws_lambda_function": {
      "api": {
        "runtime": "nodejs22.x",
        "memory_size": 256
      }
    },
    "aws_sqs_queue": [{ "jobs": {} }]
  }
}
"""


class TestResources:
    def test_they_are_parts(self) -> None:
        assert parts(read("main.tf", MAIN)) == [
            (3, "function", "api", "python"),
            (11, "function", "thumbs", None),
            (17, "store", "orders", None),
            (19, "store", "main", None),
            (27, "service", "web", None),
            (36, "store", "cache", None),
            (37, "service", "agent", None),
            (46, "service", "pages", "javascript"),
            (56, "function", "mail", "csharp"),
            (64, "store", "queue", None),
        ]

    def test_figures(self) -> None:
        assert figures(read("main.tf", MAIN)) == [
            (7, "memory_mb", "512", "api"),
            (26, "memory_mb", "1024", "web"),
            (37, "memory_mb", "64", "agent"),
            (50, "memory_mb", "512", "pages"),
            (52, "instances", "2", "pages"),
        ]

    def test_traits(self) -> None:
        found = [row[:2] for row in traits(read("main.tf", MAIN))]
        assert found == [
            (3, "platform.aws-lambda"),
            (5, "language.python"),
            (11, "platform.aws-lambda"),
            (17, "datastore.dynamodb"),
            (19, "datastore.rds"),
            (20, "datastore.postgresql"),
            (24, "platform.ecs"),
            (25, "platform.fargate"),
            (33, "platform.ecs"),
            (36, "datastore.redis"),
            (42, "platform.ecs"),
            (46, "platform.cloud-run"),
            (49, "language.javascript"),
            (56, "platform.azure-functions"),
            (59, "language.csharp"),
            (64, "platform.kubernetes"),
            (64, "datastore.rabbitmq"),
        ]

    def test_what_only_a_plan_resolves_is_named(self) -> None:
        assert unread(read("main.tf", MAIN)) == [
            (13, Why.UNRESOLVED, 'memory_size: local.sizes["thumbs"]'),
            (12, Why.UNRESOLVED, "runtime: var.runtime"),
            (43, Why.UNRESOLVED, 'container_definitions: file("tasks.json")'),
            (65, Why.UNRESOLVED, "module network"),
        ]

    def test_what_is_secret_and_not_asked_for_is_not_repeated(self) -> None:
        assert "correct-horse" not in repr(read("main.tf", MAIN))

    def test_json_says_the_same(self) -> None:
        manifest = read("main.tf.json", JSON)
        assert parts(manifest) == [(4, "function", "api", "javascript"), (9, "store", "jobs", None)]
        assert figures(manifest) == [(6, "memory_mb", "256", "api")]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('resource "aws_instance" {{\n', 1),
        ("a = [1, 2\n", 1),
        ('name = "never closed\n', 1),
        ("}\n", 1),
        ("= 3\n", 1),
    ],
)
def test_a_broken_line_is_named(broken: str, line: int) -> None:
    assert (line, Why.SYNTAX) in [row[:2] for row in unread(read("main.tf", broken))]


def test_what_follows_a_broken_line_is_read() -> None:
    text = 'what is this\nresource "aws_sqs_queue" "jobs" {\n  ???\n}\nresource "aws_s3_bucket" "files" {}\n'
    assert [row[2] for row in parts(read("main.tf", text))] == ["jobs", "files"]
    assert [row[0] for row in unread(read("main.tf", text))] == [1, 3]


def test_expressions_that_would_be_read_again_at_each_depth_are_given_up() -> None:
    text = "a = " + "[1," * 62 + "x+y," * 3_000 + "] + 1" * 62
    assert (1, Why.TOO_DEEP) in [row[:2] for row in unread(read("main.tf", text))]
