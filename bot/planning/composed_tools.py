"""Which tools a composed plan names by language, host, router and watch: ids of the knowledge that vouches for them."""

from bot.planning.case import Move
from bot.planning.phrases import Phrases
from bot.planning.scene import language_name

LANGUAGE_TOOLS = {
    "rust": ("rustup", "cargo", "wit-bindgen"),
    "python": ("componentize-py",),
    "javascript": ("jco",),
    "typescript": ("jco",),
    "go": ("componentize-go",),
    "c": ("wasi-sdk",),
    "cpp": ("wasi-sdk",),
    "csharp": ("componentize-dotnet",),
    "zig": ("zig",),
}
WORKERS_TOOLS = LANGUAGE_TOOLS | {"rust": ("rustup", "cargo", "wasm-bindgen")}  # a host without components
HOST_TOOLS = {
    "spin": ("spin",),
    "spinkube": ("spin", "spinkube"),
    "akamai-functions": ("spin", "akamai-functions"),
    "wasmcloud": ("wasmcloud",),
    "wasmtime-embed": ("wasmtime",),
    "cloudflare-workers": ("cloudflare-workers", "wrangler"),
    "fastly-compute": ("fastly-compute",),
    "wasmer": ("wasmer",),
}
ROUTER_TOOLS = {
    "lambda": ("route-53", "aws-lambda"),
    "kubernetes": ("gateway-api", "kubernetes"),
    "containers_aws": ("application-load-balancer", "aws-fargate"),
    "containers": ("nginx", "docker"),
    "vm": ("nginx",),
    "functions": ("nginx",),
    "edge": (),
    "workers": ("wrangler",),
    "unknown": ("nginx",),
}
WATCH_TOOLS = {"lambda": "cloudwatch", "containers_aws": "cloudwatch", "kubernetes": "prometheus"}

# hosts that join components themselves, and the one that calls each by itself
COMPOSED_BY_THEMSELVES = ("spin", "spinkube", "akamai-functions", "wasmtime-embed")


def guests(move: Move, words: Phrases) -> str:
    """The languages that customers write in, each with what it is built with."""
    known = move.case.knowledge
    languages = dict.fromkeys(each.language or "" for each in move.parts)
    built = {
        language_name(known, each): known.tools[LANGUAGE_TOOLS[each][0 if each != "rust" else 1]].name
        for each in languages
        if each in LANGUAGE_TOOLS
    }
    return words.listing(f"{language} (`{tool}`)" for language, tool in built.items())


def edge_of(move: Move) -> str | None:
    """The platform at the edge for a target: its own when it is one, Akamai Functions for Spin if it was considered."""
    if move.target.edge:
        return move.target.id
    return next(
        (each.id for each in move.case.assessment.alternatives if each.id == "akamai-functions"), None
    )
