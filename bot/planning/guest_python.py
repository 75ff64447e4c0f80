"""A part in Python: a class named after the interface, built by componentize-py; on Spin an HTTP handler (SDK 4)."""

from bot.planning.guest_names import PASSED, SPIN_HOSTS, callees, pascal, snake
from bot.planning.phrases import Phrases
from bot.planning.plan import CodeFile
from bot.planning.signatures import Signature
from bot.planning.wit_source import Composition, Part

PYTHON_ZERO = {"list<u8>": 'b""', "u16": "200", "u32": "0", "bool": "True", "string": '""'}


def python(part: Part, composition: Composition, target: str, phrases: Phrases) -> CodeFile:
    """app.py for componentize-py: a class named after the interface; imports stand at the top."""
    signature = part.signature
    request, reply, module = pascal(signature.request), pascal(signature.reply), snake(part.interface)
    taken = {kind: snake(name) for name, kind in signature.takes}
    fields = [f"{snake(name)}={python_value(kind, taken, signature)}" for name, kind in signature.gives]
    first = next((name for name, kind in signature.takes if kind == "list<u8>"), signature.takes[0][0])
    served = target in SPIN_HOSTS and part is composition.entry
    calls = callees(part, composition)
    lines = [
        "from componentize_py_types import Err",
        *(["from spin_sdk.http import Handler, Request, Response"] * served),
        "from wit_world import exports",
        f"from wit_world.exports.{module} import {', '.join(sorted({request, reply}))}"
        if not served
        else f"from wit_world.exports import {module}",
        *(
            [f"from wit_world.imports import {', '.join(sorted(snake(each.interface) for each in calls))}"]
            if calls
            else []
        ),
        "from wit_world.imports.types import Failure_InvalidInput",
        "",
        "",
        f"class {pascal(part.interface)}(exports.{pascal(part.interface)}):",
        (
            f"    def {snake(signature.function)}(self, {snake(signature.request)}: {typed(request, module, served)})"
            f" -> {typed(reply, module, served)}:"
        ),
        f"        # {phrases.say('code.python_logic', name=part.name)}",
        f"        if not {snake(signature.request)}.{snake(first)}:",
        f'            raise Err(Failure_InvalidInput("{first}"))',
        *python_calls(calls, signature, phrases),
        f"        return {typed(reply, module, served)}({', '.join(fields)})",
        *(python_http(part, phrases) if served else []),
    ]
    return CodeFile(path=f"{part.name}/app.py", language="python", text="\n".join(lines) + "\n")


def python_calls(calls: tuple[Part, ...], own: Signature, phrases: Phrases) -> list[str]:
    """The typed calls to the other parts, with what came in where the types agree."""
    taken = {kind: snake(name) for name, kind in own.takes}
    lines: list[str] = []
    for each in calls:
        module, asked = snake(each.interface), each.signature
        fields = ", ".join(f"{snake(name)}={python_value(kind, taken, own)}" for name, kind in asked.takes)
        lines += [
            f"        # {phrases.say('code.rust_call', name=each.name)}",
            f"        {module}.{snake(asked.function)}({module}.{pascal(asked.request)}({fields}))",
        ]
    return lines


def typed(name: str, module: str, served: bool) -> str:
    """A record's name; with the HTTP SDK in the same file it is qualified, since both have a Request."""
    return f"{module}.{name}" if served else name


def python_value(kind: str, taken: dict[str, str], signature: Signature) -> str:
    """What a field of the reply holds: the input's of the same type, else the plainest value."""
    if kind in taken and kind in PASSED:
        return f"{snake(signature.request)}.{taken[kind]}"
    return PYTHON_ZERO.get(kind, "[]")


def python_http(part: Part, phrases: Phrases) -> list[str]:
    """The HTTP shell (Spin's Python SDK 4)."""
    signature, module = part.signature, snake(part.interface)
    values = {"path": "request.uri", "body": 'request.body or b""', "payload": 'request.body or b""'}
    fields = [
        f"{snake(name)}={values.get(name, PYTHON_ZERO.get(kind, '[]'))}" for name, kind in signature.takes
    ]
    body = next((snake(name) for name, kind in signature.gives if kind == "list<u8>"), None)
    sent = f"reply.{body}" if body else 'repr(reply).encode("utf-8")'
    return [
        "",
        "",
        f"# {phrases.say('code.rust_http')}",
        "class HttpHandler(Handler):",
        "    async def handle_request(self, request: Request) -> Response:",
        f"        asked = {module}.{pascal(signature.request)}({', '.join(fields)})",
        f"        reply = {pascal(part.interface)}().{snake(signature.function)}(asked)",
        f'        return Response(200, {{"content-type": "application/octet-stream"}}, {sent})',
    ]
