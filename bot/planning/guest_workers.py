"""A function in Rust on Cloudflare Workers: a Wasm module that the team's Worker imports from JavaScript.

Workers load no components: wasm-bindgen makes the module and the JavaScript that calls it, and the Worker hands it
bytes or text and takes the same back. What hears HTTP stays JavaScript.
"""

from bot.planning.guest_names import lower_camel, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.wit_source import Composition, Part

WORKERS = "cloudflare-workers"
KINDS = {"list<u8>": ("&[u8]", "Vec<u8>", "to_vec"), "string": ("&str", "String", "to_string")}


def passed(part: Part) -> tuple[str, str]:
    """The field that goes through, and its type: bytes where there are any."""
    fields = [each for each in part.signature.takes if each[1] in KINDS]
    return min(fields, key=lambda each: each[1] != "list<u8>", default=("payload", "list<u8>"))


def module(part: Part, _: Composition, __: str, phrases: Phrases) -> CodeFile:
    """src/lib.rs: a function that wasm-bindgen exports; an error becomes an exception of the Worker's."""
    name, kind = passed(part)
    given, back, copied = KINDS[kind]
    lines = [
        "use wasm_bindgen::prelude::*;",
        "",
        f"// {phrases.say('code.rust_logic')}",
        f"#[wasm_bindgen(js_name = {lower_camel(part.signature.function)})]",
        f"pub fn {snake(part.signature.function)}({snake(name)}: {given}) -> Result<{back}, JsError> {{",
        f"    Ok({snake(name)}.{copied}())",
        "}",
    ]
    return CodeFile(path=f"{part.name}/src/lib.rs", language="rust", text="\n".join(lines) + "\n")


def worker(modules: list[Part], phrases: Phrases) -> CodeFile:
    """src/index.js: the Worker, which imports the first module and calls it with what came in."""
    part = modules[0]
    crate, called = part.interface.replace("-", "_"), lower_camel(part.signature.function)
    bytes_in = passed(part)[1] == "list<u8>"
    body = "new Uint8Array(await request.arrayBuffer())" if bytes_in else "await request.text()"
    lines = [
        f"import {{ initSync, {called} }} from '../{part.name}/pkg/{crate}.js';",
        f"import module from '../{part.name}/pkg/{crate}_bg.wasm';",
        "",
        f"// {phrases.say('code.worker_import')}",
        "initSync({ module });",
        "",
        "async function serve(request) {",
        f"  return new Response({called}({body}));",
        "}",
        "",
        "export default { fetch: serve };",
    ]
    return CodeFile(path="src/index.js", language="javascript", text="\n".join(lines) + "\n")


def build(part: Part) -> str:
    """What makes the module and its JavaScript."""
    crate = part.interface.replace("-", "_")
    made = f"{part.name}/target/wasm32-unknown-unknown/release/{crate}.wasm"
    return (
        f"cargo build --release --target wasm32-unknown-unknown --manifest-path {part.name}/Cargo.toml"
        f" && wasm-bindgen --target web --out-dir {part.name}/pkg {made}"
    )
