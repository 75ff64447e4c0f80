"""A part in JavaScript: an object named after the interface; on Spin a listener for requests."""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callee, lower_camel, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part


def javascript(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """app.js for jco: an object named after the interface; an error case is thrown.

    On Spin the entry also listens for requests, and calls the first of the other parts.
    """
    signature = part.signature
    camel = pascal(part.interface)[:1].lower() + pascal(part.interface)[1:]
    request = snake(signature.request)
    first = signature.takes[0][0]
    served = target in SPIN_HOSTS and part is composition.entry
    calls = callee(part, composition) if served else None
    lines = [
        *(
            [
                f"import {{ {lower_camel(calls.signature.function)} }} from '{composition.qualified(calls)}';",
                "",
            ]
            if calls
            else []
        ),
        f"// {phrases.say('code.rust_logic')}",
        f"export const {camel} = {{",
        f"  {lower_camel(signature.function)}({request}) {{",
        f"    if (!{request}.{lower_camel(first)}) throw {{ tag: 'invalid-input', val: '{first}' }};",
        f"    return {{ {', '.join(js_field(name, kind, signature) for name, kind in signature.gives)} }};",
        "  },",
        "};",
        *(js_http(part, calls, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/app.js", language="javascript", text="\n".join(lines) + "\n")


def js_http(part: Part, calls: Part | None, phrases: Phrases) -> list[str]:
    """The HTTP shell of Spin's JavaScript SDK: one listener, which calls the other part where there is one."""
    signature = part.signature
    taken = ", ".join(js_given(name, kind) for name, kind in signature.takes)
    asked = ", ".join(js_given(name, kind) for name, kind in calls.signature.takes) if calls else ""
    call = (
        [
            f"  // {phrases.say('code.rust_call', name=calls.name)}",
            f"  const found = {lower_camel(calls.signature.function)}({{ {asked} }});",
        ]
        if calls
        else []
    )
    sent = "{ reply, found }" if calls else "reply"
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "async function serve(request) {",
        "  const url = new URL(request.url);",
        "  const body = new Uint8Array(await request.arrayBuffer());",
        f"  const reply = {lower_camel(part.interface)}.{lower_camel(signature.function)}({{ {taken} }});",
        *call,
        f"  return new Response(JSON.stringify({sent}));",
        "}",
        "",
        "addEventListener('fetch', (event) => event.respondWith(serve(event.request)));",
    ]


def js_given(name: str, kind: str) -> str:
    """A field of a request, from what came over HTTP."""
    plain = {"u16": "200", "u32": "0", "bool": "true", "string": "url.pathname", "list<u8>": "body"}
    return f"{lower_camel(name)}: {plain.get(kind, '[]')}"


def js_field(name: str, kind: str, signature: Signature) -> str:
    """A field of the reply."""
    taken = {each: field for field, each in signature.takes}
    plain = {"u16": "200", "u32": "0", "bool": "true", "string": "''"}
    if kind in taken and kind in PASSED:
        return f"{lower_camel(name)}: {snake(signature.request)}.{lower_camel(taken[kind])}"
    return f"{lower_camel(name)}: {plain.get(kind, '[]')}"
