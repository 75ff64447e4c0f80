"""What objects of Kubernetes say less often, and what they leave open."""

from bot.assessment.manifests.shapes import Why
from bot.assessment.manifests.yaml_files import read
from tests.manifests.platforms_shown import figures, parts, traits, unread


def pod(spec: str) -> str:
    return f"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n{spec}"


class TestPods:
    def test_a_runtime_class_of_wasm_tells_a_module(self) -> None:
        text = pod("  runtimeClassName: wasmtime-spin-v2\n  containers: [{image: acme/a}]\n")
        assert parts(read("a.yaml", text)) == [(3, "wasm", "a", None)]

    def test_memory_that_is_no_amount_is_named(self) -> None:
        text = pod("  containers:\n  - image: acme/a\n    resources:\n      limits:\n        memory: lots\n")
        assert unread(read("a.yaml", text)) == [(9, Why.SYNTAX, "memory: lots")]
        assert figures(read("a.yaml", text)) == []

    def test_what_may_do_everything_is_named(self) -> None:
        text = pod("  containers:\n  - image: acme/a\n    securityContext:\n      privileged: true\n")
        assert unread(read("a.yaml", text)) == [(8, Why.NOT_RECOGNISED, "privileged: true")]

    def test_own_code_with_volumes_of_its_own_keeps_files(self) -> None:
        text = (
            "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n"
            "  template: {spec: {containers: [{image: acme/a}]}}\n"
            "  volumeClaimTemplates:\n  - metadata: {name: files}\n"
        )
        assert traits(read("a.yaml", text))[1:] == [(7, "use.filesystem-rw", "a")]


class TestReached:
    def test_a_service_for_datagrams_without_affinity(self) -> None:
        text = (
            "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports:\n"
            "  - {port: 80}\n  - {port: 53, protocol: UDP}\n  - {port: 514, protocol: UDP}\n"
        )
        assert traits(read("a.yaml", text))[1:] == [(8, "use.raw-udp", None)]

    def test_an_annotation_that_tells_nothing_here_is_passed_over(self) -> None:
        text = (
            "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\n  annotations:\n"
            "    nginx.ingress.kubernetes.io/backend-protocol: HTTPS\n"
        )
        assert [row[1] for row in traits(read("a.yaml", text))] == ["platform.kubernetes"]
