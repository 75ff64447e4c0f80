"""The manifest that a composed plan shows: what the host is told, and with it every grant.

One function for each host. Whatever a part is not granted here it does not have; the entry part holds
the grants, the parts behind it hold none, which in Spin is what a dependency gets when nothing is
inherited. Hosts and names that the team did not give are placeholders and say so.
"""

from collections.abc import Callable

from bot.planning.guest_workers import build
from bot.planning.manifest_lines import Grants, note, remark
from bot.planning.manifests_embedded import embedded
from bot.planning.manifests_spin import spin, spinkube
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition

Maker = Callable[[Composition, Grants, Phrases], list[CodeFile]]


def manifests(target: str, composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """The files for a target; a target without a maker of its own gets the embedding host's."""
    return MAKERS.get(target, embedded)(composition, grants, phrases)


# ---- wasmCloud ----------------------------------------------------------------------------------------------


def wasmcloud(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """A WorkloadDeployment of wasmCloud 2: components of one workload call each other in process."""
    name = composition.package.partition(":")[2]
    lines = [
        "apiVersion: runtime.wasmcloud.dev/v1alpha1",
        "kind: WorkloadDeployment",
        "metadata:",
        f"  name: {name}",
        "spec:",
        "  replicas: 2",
        "  deployPolicy: RollingUpdate",
        "  template:",
        "    spec:",
        "      hostSelector:",
        "        hostgroup: default",
        "      components:",
    ]
    for part in composition.parts:
        image = f"registry.example/{part.name}:0.1.0"
        lines += [
            f"        - name: {part.name}",
            f"          image: {image}" + note(phrases.say("code.fill_in")),
        ]
        lines += wasmcloud_hosts(grants.hosts(part), phrases)
    lines += [
        "      hostInterfaces:",
        "        - namespace: wasi",
        "          package: http",
        "          interfaces: [incoming-handler]",
        "          config:",
        f"            host: {phrases.say('code.public_host')}" + note(phrases.say("code.fill_in")),
    ]
    return [CodeFile(path=f"deploy/{name}.yaml", language="yaml", text="\n".join(lines) + "\n")]


def wasmcloud_hosts(hosts: list[str], phrases: Phrases) -> list[str]:
    """allowedHosts takes names without a scheme; an empty list denies everything."""
    if not hosts:
        return [
            "          localResources:",
            "            allowedHosts: []" + note(phrases.say("code.denied")),
        ]
    names = [each.partition("://")[2].partition(":")[0] for each in hosts]
    lines = [f"              - {each}" for each in names]
    return [
        "          localResources:",
        "            allowedHosts:" + note(phrases.say("code.fill_in")),
        *lines,
    ]


# ---- hosts without the Component Model ----------------------------------------------------------------------


def workers(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """wrangler.toml: bindings are the grants. Workers have no list of allowed destinations."""
    secrets = grants.secrets(composition.entry)
    lines = [
        f'name = "{composition.package.partition(":")[2]}"',
        'main = "src/index.js"',
        'compatibility_date = "2026-08-04"',
        "",
        *remark(phrases.say("code.workers_note", secrets=phrases.listing(secrets))),
        *worker_build(composition),
    ]
    return [CodeFile(path="wrangler.toml", language="toml", text="\n".join(lines).rstrip() + "\n")]


def worker_build(composition: Composition) -> list[str]:
    """How wrangler has the Rust functions made before it bundles the Worker that imports them."""
    commands = [build(each) for each in composition.parts if each.language == "rust"]
    return ["[build]", f'command = "{" && ".join(commands)}"'] if commands else []


def fastly(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """fastly.toml: a backend that is not declared cannot be called."""
    lines = [
        "manifest_version = 3",
        f'name = "{composition.package.partition(":")[2]}"',
        f'language = "{"javascript" if composition.entry.language in ("javascript", "typescript") else "rust"}"',
    ]
    for at, host in enumerate(grants.hosts(composition.entry), start=1):
        address = host.partition("://")[2].partition(":")[0]
        lines += [
            "",
            f"[setup.backends.origin_{at}]",
            f'address = "{address}"' + note(phrases.say("code.fill_in")),
        ]
        lines.append("port = 443")
    return [CodeFile(path="fastly.toml", language="toml", text="\n".join(lines) + "\n")]


MAKERS: dict[str, Maker] = {
    "spin": spin,
    "akamai-functions": spin,
    "spinkube": spinkube,
    "wasmcloud": wasmcloud,
    "cloudflare-workers": workers,
    "fastly-compute": fastly,
    "wasmtime-embed": embedded,
}
