"""spin.toml (manifest version 2, Spin 4) and the SpinApp that runs it on Kubernetes.

The entry holds the grants; a dependency gets none, since nothing is inherited unless the manifest says so.
"""

from bot.planning.guest_go import bindings
from bot.planning.manifest_lines import Grants, note, remark, strings
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition, Part

TRIGGER = "spin:up/http-trigger@4.0.0"  # the world that the SDKs for Python and Go add to the own one


def build(part: Part) -> tuple[str, str, str]:
    """The build command of a part, its folder and the artefact under it (Spin 4, its language's tool); "" for a command
    that is not known here."""
    crate = part.interface.replace("-", "_")
    if part.language == "python":
        return (
            f"componentize-py -d ../wit -w {part.world} componentize app -o {part.interface}.wasm",
            part.name,
            (f"{part.interface}.wasm"),
        )
    if part.language in ("javascript", "typescript"):
        return "npm run build", part.name, f"dist/{part.interface}.wasm"
    if part.language == "go":
        own = f"componentize-go -d ../wit -w {part.world}"
        return (
            f"{own} bindings --pkg-name {bindings(part)} -o bindings && {own} build -o {part.interface}.wasm",
            part.name,
            f"{part.interface}.wasm",
        )
    if part.language == "rust":
        return (
            "cargo build --target wasm32-wasip2 --release",
            part.name,
            f"target/wasm32-wasip2/release/{crate}.wasm",
        )
    return "", part.name, f"{part.interface}.wasm"


def spin_component(part: Part, composition: Composition, grants: Grants, phrases: Phrases) -> list[str]:
    """The tables of one component in spin.toml."""
    command, folder, artefact = build(part)
    entry = part is composition.entry
    if entry and part.language == "python":
        command = command.replace("componentize-py ", f"componentize-py -w {TRIGGER} ")
    if entry and part.language == "go":  # the SDK's bindings hold the trigger's world, the own ones do not
        command = command.replace(" build ", f" -w {TRIGGER} build ")
    source = f'source = "{folder}/{artefact}"' + note("" if command else phrases.say("code.fill_in"))
    lines = ["", f"[component.{part.name}]", source]
    if entry:
        hosts = grants.hosts(part)
        lines.append(
            f"allowed_outbound_hosts = {strings(hosts)}" + note(phrases.say("code.fill_in") if hosts else "")
        )
        lines += spin_variables(part, grants)
        lines += spin_dependencies(composition, phrases)
    if not command:
        return [*lines, "", *remark(phrases.say("code.build_missing", name=part.name))]
    return [*lines, "", f"[component.{part.name}.build]", f'command = "{command}"', f'workdir = "{folder}"']


def spin_variables(part: Part, grants: Grants) -> list[str]:
    """The secrets handed to a component."""
    secrets = grants.secrets(part)
    given = [f'{each} = "{{{{ {each} }}}}"' for each in secrets]
    return ["", f"[component.{part.name}.variables]", *given] if secrets else []


def spin_dependencies(composition: Composition, phrases: Phrases) -> list[str]:
    """The other parts, wired by interface; without inherit_configuration they are granted nothing."""
    if not composition.inner:
        return []
    wired = [
        f'"{composition.qualified(part)}" = {{ component = "{part.name}" }}' for part in composition.inner
    ]
    return [
        "",
        f"[component.{composition.entry.name}.dependencies]",
        *remark(phrases.say("code.spin_inherit")),
        *wired,
    ]


def spin(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """spin.toml, manifest version 2."""
    secrets = grants.secrets(composition.entry)
    declared = [f"{each} = {{ required = true, secret = true }}" for each in secrets]
    lines = [
        "spin_manifest_version = 2",
        "",
        "[application]",
        f'name = "{composition.package.partition(":")[2]}"',
        'version = "0.1.0"',
        *(["", "[variables]", *declared] if declared else []),
        "",
        "[[trigger.http]]",
        'route = "/..."',
        f'component = "{composition.entry.name}"',
    ]
    for part in composition.parts:
        lines += spin_component(part, composition, grants, phrases)
    return [CodeFile(path="spin.toml", language="toml", text="\n".join(lines) + "\n")]


def spinkube(composition: Composition, grants: Grants, phrases: Phrases) -> list[CodeFile]:
    """spin.toml and the SpinApp that runs it."""
    name = composition.package.partition(":")[2]
    lines = [
        "apiVersion: core.spinkube.dev/v1alpha1",
        "kind: SpinApp",
        "metadata:",
        f"  name: {name}",
        "spec:",
        f"  image: registry.example/{name}:0.1.0" + note(phrases.say("code.fill_in")),
        "  executor: containerd-shim-spin",
        "  replicas: 2",
    ]
    if grants.memory_mb:
        lines += [
            "  resources:",
            "    limits:",
            f"      memory: {grants.memory_mb}Mi" + note(phrases.say("code.today")),
        ]
    if secrets := grants.secrets(composition.entry):
        lines.append("  variables:")
        for each in secrets:
            reference = f"{{ secretKeyRef: {{ name: {name}, key: {each} }} }}"
            lines += [f"    - name: {each}", f"      valueFrom: {reference}"]
    app = CodeFile(path=f"deploy/{name}.yaml", language="yaml", text="\n".join(lines) + "\n")
    return [*spin(composition, grants, phrases), app]
