import json

from bot.assessment.manifests import cloudformation, yaml_files
from bot.assessment.manifests.shapes import Why
from tests.manifests.platforms_shown import figures, parts, traits, unread

SAM = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: java21
    MemorySize: 1024
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: shop.Orders::handle
      CodeUri: orders/
      Events:
        Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        Http: {Type: HttpApi}
        Queue: {Type: SQS}
  Thumbs:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: !Ref Runtime
      MemorySize: !FindInMap [Sizes, thumbs, memory]
      Code: {ImageUri: !Sub "${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/thumbs:1"}
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: {ProtocolType: WEBSOCKET}
  Main:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, MasterUserPassword: correct-horse}
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: python:3.12
          Memory: 300
  Service:
    Type: AWS::ECS::Service
    Properties: {DesiredCount: 4}
  Inner:
    Type: AWS::CloudFormation::Stack
"""


class TestTemplate:
    def test_parts(self) -> None:
        manifest = yaml_files.read("template.yaml", SAM)
        assert manifest.format == "cloudformation"
        assert parts(manifest) == [
            (8, "function", "Orders", "java"),
            (17, "function", "Thumbs", None),
            (26, "store", "Main", None),
            (34, "service", "web", "python"),
        ]
        assert (manifest.parts[0].folder, manifest.parts[0].runs) == ("orders/", "shop.Orders::handle")

    def test_figures_come_from_the_globals_where_a_function_says_nothing(self) -> None:
        assert figures(yaml_files.read("template.yaml", SAM)) == [
            (6, "memory_mb", "1024", "Orders"),
            (36, "memory_mb", "300", "web"),
            (39, "instances", "4", "Service"),
        ]

    def test_traits(self) -> None:
        assert [row[:2] for row in traits(yaml_files.read("template.yaml", SAM))] == [
            (9, "platform.aws-lambda"),
            (5, "language.java"),
            (14, "use.cron"),
            (15, "role.api"),
            (16, "datastore.sqs"),
            (18, "platform.aws-lambda"),
            (25, "use.websockets"),
            (27, "datastore.aurora"),
            (28, "datastore.postgresql"),
            (30, "platform.ecs"),
            (35, "language.python"),
            (32, "platform.fargate"),
        ]

    def test_what_only_the_stack_resolves_is_named(self) -> None:
        manifest = yaml_files.read("template.yaml", SAM)
        assert unread(manifest) == [
            (21, Why.UNRESOLVED, "MemorySize: !FindInMap"),
            (20, Why.UNRESOLVED, "Runtime: Runtime"),
            (40, Why.UNRESOLVED, "Inner: AWS::CloudFormation::Stack"),
        ]
        assert "correct-horse" not in repr(manifest)

    def test_json_says_the_same(self) -> None:
        body = {
            "Type": "AWS::Lambda::Function",
            "Properties": {"Runtime": "python3.12", "MemorySize": {"Ref": "M"}},
        }
        manifest = cloudformation.read_json(
            "template.json", json.dumps({"Resources": {"Api": body}}, indent=1)
        )
        assert parts(manifest) == [(3, "function", "Api", "python")]
        assert unread(manifest) == [(7, Why.UNRESOLVED, "MemorySize: Ref")]

    def test_json_that_is_no_template_says_so(self) -> None:
        assert unread(cloudformation.read_json("template.json", "{}")) == [(1, Why.NOT_RECOGNISED, "{}")]

    def test_what_another_file_brings_is_named(self) -> None:
        text = "Transform:\n  - {Name: Acme::Macro}\n  - {Name: AWS::Include, Parameters: {Location: s3://a/b.yml}}\n"
        assert unread(yaml_files.read("template.yaml", text)) == [(3, Why.UNRESOLVED, "AWS::Include")]


class TestContainers:
    HEAD = "Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      ContainerDefinitions:\n"

    def test_a_gpu_is_asked_for(self) -> None:
        asks = "[{Type: InferenceAccelerator, Value: a}, {Type: GPU, Value: '1'}]"
        text = f"{self.HEAD}        - {{Name: web, Image: acme/web, ResourceRequirements: {asks}}}\n"
        assert (6, "use.gpu", "web") in traits(yaml_files.read("template.yaml", text))

    def test_memory_that_only_the_stack_resolves_is_named(self) -> None:
        text = f"{self.HEAD}        - {{Name: web, Image: acme/web, Memory: !Ref Size}}\n"
        manifest = yaml_files.read("template.yaml", text)
        assert unread(manifest) == [(6, Why.UNRESOLVED, "Memory: Size")]
        assert figures(manifest) == []

    def test_an_image_that_only_the_stack_resolves_is_named(self) -> None:
        text = f'{self.HEAD}        - {{Name: web, Image: !Sub "${{Image}}"}}\n'
        assert unread(yaml_files.read("template.yaml", text)) == [(6, Why.UNRESOLVED, "${Image}")]
