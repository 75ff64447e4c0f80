"""A part in JavaScript: an object named after the interface; on Spin a listener for requests."""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callees, lower_camel, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part


def javascript(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """app.js for jco: an object named after the interface; an error case is thrown.

    The entry calls the other parts, and on Spin it also listens for requests.
    """
    signature = part.signature
    camel = pascal(part.interface)[:1].lower() + pascal(part.interface)[1:]
    request = snake(signature.request)
    first = signature.takes[0][0]
    served = target in SPIN_HOSTS and part is composition.entry
    calls = callees(part, composition)
    lines = [
        *(
            f"import * as {lower_camel(each.interface)} from '{composition.qualified(each)}';"
            for each in calls
        ),
        *([""] if calls else []),
        f"// {phrases.say('code.rust_logic')}",
        f"export const {camel} = {{",
        f"  {lower_camel(signature.function)}({request}) {{",
        f"    if (!{request}.{lower_camel(first)}) throw {{ tag: 'invalid-input', val: '{first}' }};",
        *js_calls(calls, signature, phrases),
        f"    return {{ {', '.join(js_field(name, kind, signature) for name, kind in signature.gives)} }};",
        "  },",
        "};",
        *(js_http(part, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/app.js", language="javascript", text="\n".join(lines) + "\n")


def js_calls(calls: tuple[Part, ...], own: Signature, phrases: Phrases) -> list[str]:
    """The typed calls to the other parts, with what came in where the types agree."""
    lines: list[str] = []
    for each in calls:
        asked = ", ".join(js_field(name, kind, own) for name, kind in each.signature.takes)
        lines += [
            f"    // {phrases.say('code.rust_call', name=each.name)}",
            f"    {lower_camel(each.interface)}.{lower_camel(each.signature.function)}({{ {asked} }});",
        ]
    return lines


def js_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell of Spin's JavaScript SDK: one listener."""
    signature = part.signature
    taken = ", ".join(js_given(name, kind) for name, kind in signature.takes)
    return [
        "",
        f"// {phrases.say('code.rust_http')}",
        "async function serve(request) {",
        "  const url = new URL(request.url);",
        "  const body = new Uint8Array(await request.arrayBuffer());",
        f"  const reply = {lower_camel(part.interface)}.{lower_camel(signature.function)}({{ {taken} }});",
        "  return new Response(JSON.stringify(reply));",
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
