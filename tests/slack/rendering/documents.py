"""Documents to render: real ones in both languages, hostile ones, and any at all."""

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

HOSTILE = (
    "<!channel>",
    "<!here|here>",
    "<!subteam^S0123ABC>",
    "<@U0123ABC>",
    "<#C0123ABC|general>",
    "<https://evil.example|your bank>",
    "[your bank](https://evil.example)",
    "https://evil.example/a?b=<c>&d",
    "<javascript:alert(1)|here>",
    "<mailto:a@b.example|write>",
    "@channel @here @everyone",
    ":fire: :+1::skin-tone-2: :slightly_smiling_face:",
    "*bold* _italic_ ~struck~ `code`",
    "&lt;!channel&gt; &amp;lt; &#60;",
    "> quoted\n>>> all of it",
    "```\nout of the fence <!channel>",
    "````markdown\n```",
    "evil\u202egpj.exe and \u2066turned\u2069",
    "<\u200b!channel> @\u2060here",
    "\U000e0041\U000e0042 tags",
    "\x00\x07\x1b[31mred",
    "\ud800 half a character",
    "line\rbreaks\u2028of\u2029every\x0bkind",
    "w" * 10_000,
    "&" * 4_000,
    "<" * 4_000,
    "😀" * 3_000,
    "far" + " " * 7_000 + "apart",
    "   ",
    "",
)

words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="ab <>&`*_~:@#!|\n\t'\"😀é\u202e\u200b", max_size=60),
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
            st.one_of(words, st.sampled_from(["https://a.example/b?c=1&d=2", "http://a.example"])),
        ),
        st.sampled_from(["U0123ABC", "", "ana", "U1><!channel>"]).map(Person),
    ),
    max_size=4,
).map(tuple)
ids = st.text(alphabet="abcdefgh-_", min_size=1, max_size=140)

SHORT: list[Spans] = [(Text("1,842.81"),), (), (Strong("GB-s"), Text(" & <more>")), (Person("U0123ABC"),)]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(0, 25))
    height = draw(st.one_of(st.integers(0, 4), st.integers(95, 210)))
    few = draw(st.lists(spans, min_size=1, max_size=4))  # long cells in short tables only: time is short, too
    cells = [*few, *SHORT] if height <= 4 else SHORT
    rows = tuple(tuple(cells[(row * 7 + at) % len(cells)] for at in range(width)) for row in range(height))
    return Table(tuple(draw(words) if at < 2 else f"column {at}" for at in range(width)), rows)


choices = st.builds(
    Choices,
    st.sampled_from(["traffic", "state", "command", "feedback"]),
    st.lists(st.builds(Choice, ids, words), max_size=30).map(tuple),
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
