import pytest

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.yaml_files import read
from tests.manifests.platforms_shown import figures, parts, traits, unread

SHOP = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 3
  template:
    spec:
      hostNetwork: true
      containers:
        - name: api
          image: ghcr.io/acme/api:1.4
          command: [uvicorn, "shop:app"]
          ports:
            - {containerPort: 8080}
            - {containerPort: 5060, protocol: UDP}
          resources:
            requests: {memory: 128Mi}
            limits:
              memory: 256Mi
              nvidia.com/gpu: 1
        - name: proxy
          image: envoyproxy/envoy:v1.31
      volumes:
        - name: uploads
          persistentVolumeClaim: {claimName: uploads}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 1
  template: {spec: {containers: [{name: db, image: "postgres:16", resources: {limits: {memory: 2Gi}}}]}}
  volumeClaimTemplates: [{metadata: {name: data}}]
---
kind: List
apiVersion: v1
items:
  - apiVersion: batch/v1
    kind: CronJob
    metadata: {name: nightly}
    spec:
      schedule: "0 3 * * *"
      jobTemplate: {spec: {template: {spec: {containers: [{name: j, image: "python:3.12"}]}}}}
  - apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: api}
    spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {kind: Deployment, name: api}}
  - apiVersion: v1
    kind: Service
    metadata: {name: api}
    spec: {sessionAffinity: ClientIP, ports: [{port: 53, protocol: UDP}]}
  - apiVersion: v1
    kind: Secret
    metadata: {name: keys}
    stringData: {password: correct-horse}
"""

CHART = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  template:
    spec:
      containers:
        - name: shop
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          resources:
            limits: {memory: 512Mi}
"""


class TestObjects:
    def test_workloads_are_parts(self) -> None:
        manifest = read("k8s/shop.yaml", SHOP)
        assert manifest.format == "kubernetes"
        assert parts(manifest) == [
            (3, "service", "api", None),
            (21, "service", "api/proxy", None),
            (29, "store", "db", None),
            (40, "job", "nightly", "python"),
        ]
        assert manifest.parts[0].runs == "uvicorn shop:app"

    def test_figures(self) -> None:
        assert figures(read("k8s/shop.yaml", SHOP)) == [
            (19, "memory_mb", "256", "api"),
            (5, "instances", "3", "api"),
            (31, "instances", "1", "db"),
            (47, "instances", "2", "api"),
        ]

    def test_traits_tell_the_platform_once(self) -> None:
        assert traits(read("k8s/shop.yaml", SHOP)) == [
            (2, "platform.kubernetes", None),
            (20, "use.gpu", "api"),
            (15, "use.raw-udp", "api"),
            (22, "role.gateway", "api/proxy"),
            (25, "use.filesystem-rw", "api"),
            (32, "datastore.postgresql", "db"),
            (43, "language.python", "nightly"),
            (42, "use.cron", "nightly"),
            (51, "state.in-memory-session", None),
        ]

    def test_a_secret_is_not_repeated(self) -> None:
        assert "correct-horse" not in repr(read("k8s/shop.yaml", SHOP))
        assert unread(read("k8s/shop.yaml", SHOP)) == [(8, Why.NOT_RECOGNISED, "hostNetwork: true")]


class TestTemplates:
    def test_what_a_template_fills_in_is_named_and_the_rest_is_read(self) -> None:
        manifest = read("chart/templates/deployment.yaml", CHART)
        assert parts(manifest) == [(1, "service", "deployment", None)]
        assert figures(manifest) == [(17, "memory_mb", "512", "deployment")]
        assert [row[:2] for row in unread(manifest)] == [
            (6, Why.UNRESOLVED),
            (8, Why.UNRESOLVED),
            (4, Why.UNRESOLVED),
            (15, Why.UNRESOLVED),
            (9, Why.UNRESOLVED),
        ]

    def test_it_is_named_in_its_own_words(self) -> None:
        found = {row[0]: row[2] for row in unread(read("deployment.yaml", CHART))}
        assert found[9] == "replicas: {{ .Values.replicas }}"


@pytest.mark.parametrize(
    ("spec", "kind", "found"),
    [
        (
            "apiVersion: core.spinkube.dev/v1alpha1\nkind: SpinApp\nmetadata: {name: a}",
            "wasm",
            "target.spinkube",
        ),
        (
            "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: a}",
            "store",
            "datastore.postgresql",
        ),
        (
            (
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\n"
                "spec: {template: {spec: {containers: [{image: node}]}}}"
            ),
            "service",
            "language.javascript",
        ),
    ],
)
def test_objects_of_operators(spec: str, kind: str, found: str) -> None:
    manifest = read("a.yaml", spec)
    assert [row[1:3] for row in parts(manifest)] == [(kind, "a")]
    assert found in [row[1] for row in traits(manifest)]


@pytest.mark.parametrize(
    ("annotation", "found"),
    [
        ("nginx.ingress.kubernetes.io/affinity: cookie", "state.in-memory-session"),
        ("nginx.org/websocket-services: chat", "use.websockets"),
        ("nginx.ingress.kubernetes.io/backend-protocol: GRPC", "use.grpc-server"),
    ],
)
def test_an_ingress_tells_how_it_is_reached(annotation: str, found: str) -> None:
    text = f"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\n  annotations:\n    {annotation}\n"
    assert traits(read("a.yaml", text))[1:] == [(6, found, None)]


def test_yaml_that_says_nothing_here_is_named() -> None:
    assert unread(read("a.yaml", "colour: red\n")) == [(1, Why.NOT_RECOGNISED, "colour: red")]
    assert read("a.yaml", "").unread == ()


def test_settings_name_the_stores_outside_and_keep_their_secrets() -> None:
    env = "[{name: DB, value: 'postgresql+asyncpg://shop:correct-horse@db/shop'}, {name: A, valueFrom: {}}]"
    pod = f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{image: acme/a, env: {env}}}]}}\n"
    manifest = read("a.yaml", pod)
    assert traits(manifest)[1:] == [(4, "datastore.postgresql", "a")]
    assert "correct-horse" not in repr(manifest)
