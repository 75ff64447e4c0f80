"""Messages as an HTML page that looks like a thread in Slack, for the pictures in the docs.

    python -m tests.slack.rendering.page docs/slack

writes question.png and plan.png there, from the messages that `rendered` makes of the kept examples. It needs a
Chromium on PATH (or in CHROMIUM) and the fonts Lato and Noto Color Emoji. What a block looks like here is our own
drawing of it; what is in it is what Slack is sent.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import cast

from adapters.slack.render import Message, Part, Upload, labels, rendered
from adapters.slack.render.message import Json
from bot.core.brief import Known, Said, Topic
from bot.core.interview import ROW
from bot.core.notices import Question, QuestionClosed
from bot.presenter import present
from bot.wording import wording
from tests.slack.rendering.examples import LIBRARY
from tests.slack.rendering.test_goldens import sent
from tests.slack.rendering.walking import inside

STYLE = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
WIDTH = 760
SCALE = 1.1
AT = datetime(2026, 11, 22, 10, 24, tzinfo=UTC)


def page(title: str, parts: Sequence[Part]) -> str:
    """A thread that holds these parts, one after the other; its height in pixels becomes the page's title."""
    posts = "".join(_post(part, at) for at, part in enumerate(parts))
    measure = "<script>document.title = document.documentElement.scrollHeight</script>"
    return (
        f"<!doctype html><meta charset='utf-8'><style>{STYLE}</style>"
        f"<header><b>Thread</b> <span>{escape(title)}</span></header><main>{posts}</main>{measure}"
    )


def question() -> str:
    """An answered question, and the next one."""
    answer = Known("AWS Lambda, in Python and Node.js", (), (), Said("U0ANA", "e1"))
    closed = QuestionClosed(Topic.INFRASTRUCTURE, answer, "U0ANA")
    asked = Question(Topic.TRAFFIC, 2, 3, ROW[Topic.TRAFFIC].choices)
    shown = (present(each, "en", wording(), LIBRARY).document for each in (closed, asked))
    english = labels("en", wording())
    return page("#platform", [part for each in shown for part in rendered(each, english)])


def plan() -> str:
    """A plan in part: its card, the road map, a piece of code, the costs, its end with the buttons, and the file."""
    parts = sent("plan", "en")
    messages = [each for each in parts if isinstance(each, Message)]
    blocks = [block for each in messages for block in each.blocks]
    tables = [each for each in blocks if each["type"] == "table"]
    code = next(each for each in blocks if "def transform" in str(each))
    last = messages[-1].blocks
    end = last[max(at for at, each in enumerate(last) if each["type"] == "header") :]
    chosen = ((_head("3. Migration plan"), tables[1]), (code,), (_head("Costs"), tables[-1]), end)
    files = [each for each in parts if isinstance(each, Upload)]
    return page("#platform", (messages[0], *(Message("", each) for each in chosen), *files))


def _head(text: str) -> Json:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def _post(part: Part, at: int) -> str:
    body = _file(part) if isinstance(part, Upload) else "".join(map(_block, part.blocks))
    time = f"10:{AT.minute + at // 2}"
    who = f"<b>Wasm Architect</b> <i>APP</i> <time>{time} AM</time>"
    return f"<article><div class='face'>W</div><div><div class='who'>{who}</div>{body}</div></article>"


def _file(file: Upload) -> str:
    size = f"{len(file.text.encode()) / 1024:.0f} KB"
    about = f"<b>{escape(file.name)}</b><br><small>Markdown · {size}</small>"
    return f"<div class='file'><span>📄</span><div>{about}</div></div>"


def _block(block: Json) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{escape(str(inside(block, 'text')[0]['text']))}</h3>"
        case "rich_text":
            return f"<div class='block'>{''.join(map(_rich, inside(block, 'elements')))}</div>"
        case "table":
            return _table(block)
        case _:
            return f"<div class='row'>{''.join(map(_control, inside(block, 'elements')))}</div>"


def _rich(element: Json) -> str:
    inner = "".join(map(_element, inside(element, "elements")))
    match element["type"]:
        case "rich_text_list":
            tag = "ol" if element["style"] == "ordered" else "ul"
            items = "".join(f"<li>{_rich(each)}</li>" for each in inside(element, "elements"))
            return f"<{tag} start='{cast('int', element.get('offset', 0)) + 1}'>{items}</{tag}>"
        case "rich_text_quote":
            return f"<blockquote>{inner}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{inner}</pre>"
        case _:
            return f"<p>{inner}</p>"


def _element(element: Json) -> str:
    text = escape(str(element.get("text", "")))
    match element["type"]:
        case "link":
            return f"<a>{text or escape(str(element['url']))}</a>"
        case "user":
            return "<a class='person'>@ana</a>"
        case _:
            style = cast("dict[str, bool]", element.get("style", {}))
            tag = next((mark for name, mark in (("bold", "b"), ("code", "code")) if style.get(name)), "span")
            return f"<{tag}>{text}</{tag}>"


def _table(block: Json) -> str:
    sides = [str(each["align"]) for each in inside(block, "column_settings")]
    lines = (
        "".join(
            f"<td class='{side}'>{''.join(map(_rich, inside(cell, 'elements')))}</td>"
            for side, cell in zip(sides, row, strict=True)
        )
        for row in cast("list[list[Json]]", block["rows"])
    )
    return f"<div class='table'><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></div>"


def _control(element: Json) -> str:
    match element["type"]:
        case "static_select":
            chosen = escape(str(inside(element, "placeholder")[0]["text"]))
            return (
                f"<span class='select'>{chosen}<svg viewBox='0 0 10 6'><path d='M1 1l4 4 4-4'/></svg></span>"
            )
        case "feedback_buttons":
            return "<span class='thumb'>👍</span><span class='thumb'>👎</span>"
        case _:
            text = escape(str(inside(element, "text")[0]["text"]))
            return f"<span class='button {element.get('style', '')}'>{text}</span>"


def pictures(folder: Path) -> Iterator[Path]:
    """Both pictures, taken by Chromium somewhat enlarged."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as place:
        for name, html in (("question", question()), ("plan", plan())):
            source = Path(place) / f"{name}.html"
            source.write_text(html, encoding="utf-8")
            base = [
                browser,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                f"--user-data-dir={place}/profile",
            ]
            page = f"--window-size={WIDTH},100", source.as_uri()
            dom = subprocess.run(
                [*base, "--dump-dom", *page], capture_output=True, text=True, check=True
            ).stdout
            height = re.search(r"<title>(\d+)", dom)
            assert height is not None, dom[:200]
            target = folder / f"{name}.png"
            size = f"--window-size={WIDTH},{height[1]}", f"--force-device-scale-factor={SCALE}"
            command = [*base, *size, f"--screenshot={target.absolute()}", source.as_uri()]
            subprocess.run(command, capture_output=True, check=True)
            yield target


if __name__ == "__main__":
    for picture in pictures(Path(sys.argv[1])):
        print(picture, picture.stat().st_size)
