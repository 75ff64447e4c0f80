"""Documents to render: hostile ones, and any at all."""

from hypothesis import strategies as st

from bot.core.document import (
    Choice,
    Choices,
    Code,
    CodeSpan,
    Document,
    File,
    Heading,
    Items,
    Link,
    Node,
    Paragraph,
    Person,
    Quote,
    Spans,
    Strong,
    Table,
    Text,
)

ANA = "100000000000000001"  # a person's id
HOSTILE = (
    "@everyone @here",
    "@\u200beveryone @\u2060here",
    f"<@{ANA}> <@!{ANA}>",
    f"<@&{ANA}>",
    f"<#{ANA}>",
    f"</wasm:{ANA}> </wasm stop:{ANA}>",
    f"<:party:{ANA}> <a:party:{ANA}>",
    "<t:1760000000:R> <id:customize>",
    ":fire: :+1::skin-tone-2: :slightly_smiling_face:",
    "[your bank](https://evil.example)",
    "[your bank](<https://evil.example> 'title')",
    "https://evil.example/a?b=<c>&d",
    "<https://evil.example>",
    "<mailto:a@b.example> <tel:+123>",
    "discord.gg/abc and https://discord.com/invite/abc",
    "||spoiler||",
    "**bold** *italic* _italic_ __under__ ~~struck~~ ***both***",
    "`code` ``code ` code``",
    "# one\n## two\n### three\n-# small",
    "- a\n* b\n+ c\n  - d\n1. e\n10. f",
    "> quoted\n>>> all of it",
    "```\nout of the fence @everyone",
    "````markdown\n```",
    "a```b```c",
    "\\",
    "\\\\ \\* \\",
    "\\`not code\\`",
    "¯\\_(ツ)_/¯",
    "evil\u202egpj.exe and \u2066turned\u2069",
    "<\u200b@everyone> \U000e0041\U000e0042 tags",
    "\x00\x07\x1b[31mred",
    "\ud800 half a character",
    "line\rbreaks\u2028of\u2029every\x0bkind",
    "w" * 10_000,
    "*" * 4_097,
    "`" * 4_000,
    "😀" * 3_000,
    "漢字" * 1_500,
    "e\u0301" * 1_500,
    "far" + " " * 7_000 + "apart",
    "   ",
    "",
)

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab1 <>&`*_~:@#!|\\[]()-+.>\n\t'\"😀é漢\u202e\u200b", max_size=60),
    st.text(max_size=30),
    st.integers(1, 12).map(lambda n: "lorem ipsum dolor sit amet " * n * n),
)
spans: st.SearchStrategy[Spans] = st.lists(
    st.one_of(
        words.map(Text),
        words.map(Text),
        words.map(Strong),
        words.map(CodeSpan),
        st.builds(
            Link,
            words,
            st.one_of(words, st.sampled_from(["https://a.example/b_(c)?c=1&d=*2", "http://a.example"])),
        ),
        st.sampled_from([ANA, "", "ana", "1><@everyone"]).map(Person),
    ),
    max_size=4,
).map(tuple)
ids = st.text(alphabet="abcdefgh-_", min_size=1, max_size=70)

SHORT: list[Spans] = [
    (Text("1,842.81"),),
    (),
    (Strong("GB-s"), Text(" & <more>")),
    (Person(ANA),),
    (Text("漢字"),),
]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(0, 9))
    height = draw(st.one_of(st.integers(0, 4), st.integers(40, 90)))
    few = draw(st.lists(spans, min_size=1, max_size=4))  # long cells in short tables only: time is short, too
    cells = [*few, *SHORT] if height <= 4 else SHORT
    rows = tuple(tuple(cells[(row * 7 + at) % len(cells)] for at in range(width)) for row in range(height))
    return Table(tuple(draw(words) if at < 2 else f"column {at}" for at in range(width)), rows)


choices = st.builds(
    Choices,
    st.sampled_from(["traffic", "state", "command", "feedback"]),
    st.lists(st.builds(Choice, ids, words), max_size=60).map(tuple),
)
nodes: st.SearchStrategy[Node] = st.one_of(
    st.builds(Heading, st.integers(1, 3), words),
    st.builds(Paragraph, spans),
    st.builds(Paragraph, spans),
    st.builds(Items, st.lists(spans, max_size=8).map(tuple), st.booleans()),
    tables(),
    st.builds(Code, words, words, words),
    st.builds(Quote, spans),
    choices,
    st.builds(File, words, words),
)
documents = st.lists(nodes, max_size=12).map(lambda each: Document(tuple(each)))
