"""Whatever comes in, reading it ends, and what is read is whole."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.incoming.parse import Me, Surface, Written, arrivals
from adapters.discord.incoming.parse.marked import plain
from adapters.discord.render.codes import Press, press_id, read
from tests.discord.payloads import ANA, BOT, Payload, command, message, press, submission

EVENTS = (
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "MESSAGE_DELETE",
    "MESSAGE_DELETE_BULK",
    "INTERACTION_CREATE",
    "GUILD_DELETE",
)
EXAMPLES = (message(), press("q:traffic:bursty"), submission("o:traffic", a="b"), command())
NAMES = sorted(
    {name for each in EXAMPLES for name in each} | {"ids", "unavailable", "message_reference", "poll"}
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.sampled_from([ANA, BOT, "-1", "9" * 19])
)
anything: st.SearchStrategy[object] = st.recursive(
    scalars,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3), st.dictionaries(st.sampled_from(NAMES), inside, max_size=4)
    ),
    max_leaves=12,
)


def spoil(example: Payload, more: Payload) -> Payload:
    return example | more


spoilt = st.builds(
    spoil, st.sampled_from(EXAMPLES), st.dictionaries(st.sampled_from(NAMES), anything, max_size=4)
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(EVENTS), spoilt)
def test_a_spoilt_payload_raises_nothing(event: str, told: Payload) -> None:
    for found in arrivals(event, told, Me(BOT)):
        if isinstance(found, Written):
            assert found.author
            assert (found.surface is Surface.DIRECT) or found.guild != "@me"
            assert not (found.mentioned and found.to_others)


@given(st.text(alphabet=f"<@!&#:/at>{BOT} ,:\n`", max_size=60), st.booleans())
def test_only_a_written_mention_is_one(content: str, named: bool) -> None:
    said = f"{content} <@{BOT}>" if named else content.replace(BOT, "")
    assert plain(said, Me(BOT), {}).mentioned is named


@given(
    st.text(string.ascii_lowercase + "_", min_size=1, max_size=20),
    st.text(string.ascii_lowercase + ":-_", max_size=60),
)
def test_an_id_says_what_it_was_made_of(topic: str, choice: str) -> None:
    assert read(press_id(topic, choice)) == read(f"{press_id(topic, choice)}#12") == Press(topic, choice)


@given(st.text(max_size=120))
def test_any_id_can_be_read(custom_id: str) -> None:
    found = read(custom_id)
    assert found is None or custom_id[:2] in {"q:", "s:", "o:"}
