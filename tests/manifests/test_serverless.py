import pytest

from bot.assessment.manifests import yaml_files
from bot.assessment.manifests.serverless import read
from bot.assessment.manifests.shapes import Why
from tests.manifests.platforms_shown import figures, parts, traits, unread

SHOP = """\
service: shop
provider:
  name: aws
  runtime: nodejs22.x
  memorySize: 256
  timeout: 10
functions:
  orders:
    handler: orders.main
    events:
      - httpApi: "GET /orders"
      - schedule: rate(1 day)
      - websocket: $connect
      - sqs: arn:aws:sqs:eu-west-1:1:jobs
      - alexaSkill
  thumbs: {handler: thumbs.main, memorySize: "${param:memory}", runtime: python3.12}
  scan:
    image: python:3.12
    memorySize: 2048
  far: ${file(functions.yml):far}
resources:
  Resources:
    Table:
      Type: AWS::DynamoDB::Table
"""


class TestFunctions:
    def test_they_are_parts(self) -> None:
        manifest = read("serverless.yml", SHOP)
        assert parts(manifest) == [
            (8, "function", "orders", "javascript"),
            (16, "function", "thumbs", "python"),
            (17, "function", "scan", "javascript"),
            (20, "function", "far", None),
            (23, "store", "Table", None),
        ]
        assert manifest.parts[0].runs == "orders.main"

    def test_the_providers_memory_holds_where_a_function_says_nothing(self) -> None:
        assert figures(read("serverless.yml", SHOP)) == [
            (5, "memory_mb", "256", "orders"),
            (19, "memory_mb", "2048", "scan"),
        ]

    def test_traits(self) -> None:
        assert traits(read("serverless.yml", SHOP)) == [
            (3, "platform.aws-lambda", None),
            (4, "language.javascript", "orders"),
            (11, "role.api", "orders"),
            (12, "use.cron", "orders"),
            (13, "use.websockets", "orders"),
            (14, "datastore.sqs", "orders"),
            (16, "language.python", "thumbs"),
            (4, "language.javascript", "scan"),
            (24, "datastore.dynamodb", "Table"),
        ]

    def test_what_the_framework_resolves_is_named(self) -> None:
        assert unread(read("serverless.yml", SHOP)) == [
            (16, Why.UNRESOLVED, "memorySize: ${param:memory}"),
            (20, Why.UNRESOLVED, "${file(functions.yml):far}"),
        ]


@pytest.mark.parametrize(
    ("provider", "found"),
    [
        ("google", "platform.cloud-functions"),
        ("azure", "platform.azure-functions"),
        ("cloudflare", "target.cloudflare-workers"),
    ],
)
def test_providers(provider: str, found: str) -> None:
    assert traits(read("serverless.yml", f"service: a\nprovider: {provider}\n")) == [(2, found, None)]


def test_json_says_the_same() -> None:
    text = '{"service": "a",\n"provider": {"name": "aws", "runtime": "ruby3.3"},\n"functions": {\n"f": {}}}'
    assert parts(read("serverless.json", text)) == [(4, "function", "f", "ruby")]


def test_functions_of_other_files_are_named() -> None:
    text = "service: a\nprovider: aws\nfunctions: ${file(functions.yml)}\n"
    assert unread(read("serverless.yml", text)) == [(3, Why.UNRESOLVED, "${file(functions.yml)}")]


def test_a_provider_that_nobody_knows_hides_no_function() -> None:
    text = "service: a\nprovider: {name: acme}\nfunctions:\n  f: {handler: a.b}\n"
    manifest = yaml_files.read("stack.yaml", text)
    assert (manifest.format, parts(manifest)) == ("serverless", [(4, "function", "f", None)])
    assert traits(manifest) == []
    assert unread(manifest) == []


def test_a_runtime_that_only_the_framework_resolves_is_named() -> None:
    text = "service: a\nprovider: aws\nfunctions:\n  f:\n    runtime: ${self:custom.runtime}\n"
    manifest = read("serverless.yml", text)
    assert unread(manifest) == [(5, Why.UNRESOLVED, "runtime: ${self:custom.runtime}")]
    assert parts(manifest) == [(4, "function", "f", None)]


def test_resources_of_other_files_are_named() -> None:
    text = "service: a\nprovider: aws\nresources: ${file(resources.yml)}\n"
    assert unread(read("serverless.yml", text)) == [(3, Why.UNRESOLVED, "${file(resources.yml)}")]
