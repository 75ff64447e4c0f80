"""Events of the Events API: what each payload says happened."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from adapters.slack.incoming import event_ids
from adapters.slack.incoming.parse import Arrival, Changed, Greeted, Left, Offered, TakenAway, Written, event
from tests.slack.incoming.ear import ANA, ANA_DIRECT, LATER, ROOT
from tests.slack.payloads import (
    Payload,
    Place,
    app_home_opened,
    app_mention,
    app_uninstalled,
    bot_message,
    event_callback,
    file,
    message,
    message_changed,
    message_deleted,
    message_sent,
    thread_broadcast,
    tokens_revoked,
    tombstoned,
    unfurled,
)

AT = datetime.fromtimestamp(1795000000, UTC).replace(microsecond=100)
SENT = message_sent(ANA, "we run Lambda", ROOT)
GRID = Place(enterprise="E0GRID", org_install=True)
TEAM_OF_GRID = Place(enterprise="E0GRID")


def written(payload: Payload) -> Written:
    said = event(payload)
    assert isinstance(said, Written)
    return said


def test_a_mention_says_everything_of_its_message() -> None:
    assert written(app_mention(ANA, "<@U0BOT> we run Lambda", ROOT)) == Written(
        "T0ACME",
        "T0ACME",
        "C0PLATFORM",
        ROOT,
        ROOT,
        "U0ANA",
        AT,
        "we run Lambda",
        mentioned=True,
        to_others=False,
    )


def test_a_file_says_where_it_is() -> None:
    said = written(message(ANA, "", ROOT, files=[file("app.log", "F1", 12)]))
    where = "https://files.slack.com/files-pri/T0ACME-F1/app.log"
    assert said.files == (Offered("F1", "app.log", where, 12, "text/plain"),)


@pytest.mark.parametrize(
    ("payload", "thread", "mentioned", "to_others", "opens"),
    [
        (message(ANA, "hello", ROOT), ROOT, False, False, False),
        (message(ANA, "<@U0BOT> hello", ROOT), ROOT, True, False, True),
        (message(ANA, "<@U0BEA> hello", ROOT), ROOT, False, True, False),
        (message(ANA, "<@U0BEA> <@U0BOT> hello", ROOT), ROOT, True, False, True),
        (message(ANA, "<!here> hello", ROOT), ROOT, False, False, False),
        (message(ANA, "hello", LATER, ROOT), ROOT, False, False, False),
        (thread_broadcast(ANA, "hello", LATER, ROOT), ROOT, False, False, False),
        (message(ANA_DIRECT, "hello", ROOT), ROOT, False, False, True),
        (message(ANA_DIRECT, "<@U0BEA> hello", ROOT), ROOT, False, False, True),
        (message(ANA_DIRECT, "hello", LATER, ROOT), ROOT, False, False, True),
    ],
)
def test_a_message_knows_its_thread_and_for_whom_it_is(
    payload: Payload, thread: str, mentioned: bool, to_others: bool, opens: bool
) -> None:
    said = written(payload)
    assert (said.thread, said.mentioned, said.to_others, said.opens) == (thread, mentioned, to_others, opens)


@pytest.mark.parametrize("thread", [None, "1794000000.000100"])
@pytest.mark.parametrize("files", [(), (file("app.log"),)])
def test_both_deliveries_of_a_mention_are_the_same_message(
    thread: str | None, files: tuple[Payload, ...]
) -> None:
    text = "could <@U0BOT> and <@U0BEA> look?"
    told = [written(each(ANA, text, ROOT, thread, files=files)) for each in (app_mention, message)]
    assert told[0] == told[1]
    assert event_ids.message(told[0]) == f"m:C0PLATFORM:{ROOT}"


def test_an_edited_mention_that_is_told_again_is_the_same_message() -> None:
    """Slack sends `app_mention` once more when its message is edited (slack-go/slack, pull request 1256)."""
    again = app_mention(ANA, "<@U0BOT> we run Lambda and Fargate", ROOT)
    again["event"]["edited"] = {"user": "U0ANA", "ts": LATER}
    assert event_ids.message(written(again)) == event_ids.message(written(app_mention(ANA, "<@U0BOT>", ROOT)))


def test_an_edit_carries_the_new_words_and_when() -> None:
    before = message_sent(ANA, "we run Lambda", LATER, ROOT)
    changed = event(message_changed(ANA, before, "<@U0BOT> we run &lt;Fargate&gt;", "1795000160.000000"))
    at = datetime.fromtimestamp(1795000160, UTC)
    text, when = "we run <Fargate>", "1795000160.000000"
    assert changed == Changed("T0ACME", "C0PLATFORM", LATER, ROOT, "U0ANA", at, text, when)


@pytest.mark.parametrize("told", [message_deleted, tombstoned])
def test_a_deleted_message_and_its_tombstone_are_both_deletions(
    told: Callable[[Place, Payload], Payload],
) -> None:
    gone = event(told(ANA, SENT))
    assert isinstance(gone, TakenAway)
    assert (gone.ts, gone.thread, gone.author, gone.channel) == (ROOT, ROOT, "U0ANA", "C0PLATFORM")


def test_a_deleted_reply_belongs_to_its_thread() -> None:
    gone = event(message_deleted(ANA, message_sent(ANA, "three million", LATER, ROOT)))
    assert isinstance(gone, TakenAway)
    assert (gone.ts, gone.thread) == (LATER, ROOT)


def spoilt(payload: Payload, **fields: object) -> Payload:
    """The payload with other fields in its event."""
    return {**payload, "event": {**payload["event"], **fields}}


OURS = message_sent(ANA, "the plan", ROOT) | {"bot_id": "B0BOT", "user": "U0BOT"}
TOLD = message(ANA, "hello", ROOT)


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(bot_message(ANA, "<@U0BOT> hello"), id="another bot"),
        pytest.param(spoilt(TOLD, bot_id="B0BOT"), id="ourselves"),
        pytest.param(spoilt(TOLD, user="U0BOT", subtype="file_share"), id="a file of our own"),
        pytest.param(spoilt(TOLD, subtype="bot_message", user=""), id="a webhook"),
        pytest.param(spoilt(TOLD, bot_profile={"id": "B1"}), id="a bot without an id"),
        pytest.param(spoilt(TOLD, subtype="channel_join"), id="a join"),
        pytest.param(spoilt(TOLD, subtype="channel_topic"), id="a topic"),
        pytest.param(spoilt(TOLD, subtype="assistant_app_thread"), id="an agent's empty thread"),
        pytest.param(spoilt(TOLD, hidden=True), id="hidden"),
        pytest.param(spoilt(app_mention(ANA, "<@U0BOT>"), subtype="document_mention"), id="in a canvas"),
        pytest.param(unfurled(ANA, SENT), id="an unfurled link"),
        pytest.param(unfurled(ANA, {**SENT, "edited": {"ts": LATER}}), id="unfurled after an edit"),
        pytest.param(message_changed(ANA, SENT, "we run Lambda"), id="an edit of nothing"),
        pytest.param(message_changed(ANA, OURS, "the new plan"), id="our own edit"),
        pytest.param(message_deleted(ANA, OURS), id="our own deletion"),
        pytest.param(tombstoned(ANA, OURS), id="our own root, deleted"),
        pytest.param(app_home_opened(ANA_DIRECT, "home"), id="the home tab"),
        pytest.param(tokens_revoked(ANA, oauth=["U0ANA"]), id="a person's token"),
        pytest.param(event_callback(ANA, {"type": "reaction_added"}), id="a reaction"),
    ],
)
def test_what_is_not_for_us_is_nothing(payload: Payload) -> None:
    assert event(payload) is None


def test_a_change_without_edited_is_no_edit() -> None:
    changed = message_changed(ANA, SENT, "other words")
    del changed["event"]["message"]["edited"]
    assert event(changed) is None


@pytest.mark.parametrize(
    ("payload", "lived"),
    [
        (app_home_opened(ANA_DIRECT), Greeted("T0ACME", "D0ANA", "U0ANA")),
        (app_uninstalled(ANA), Left("T0ACME", removed=True)),
        (tokens_revoked(ANA, bot=["U0BOT"]), Left("T0ACME", removed=False)),
        (app_uninstalled(GRID), Left("E0GRID", removed=True)),
    ],
)
def test_the_app_s_own_life(payload: Payload, lived: Arrival) -> None:
    assert event(payload) == lived


def test_an_organisation_that_leaves_without_naming_a_team_is_still_known() -> None:
    nameless: Payload = {"team_id": None, "authorizations": None}
    gone = app_uninstalled(TEAM_OF_GRID) | nameless
    assert event(gone) == Left("E0GRID", removed=True)


@pytest.mark.parametrize(("place", "tenant"), [(ANA, "T0ACME"), (GRID, "E0GRID"), (TEAM_OF_GRID, "T0ACME")])
def test_the_tenant_is_whoever_installed_the_app(place: Place, tenant: str) -> None:
    sent = message_sent(place, "hello", ROOT)
    payloads = (message(place, "hello"), message_changed(place, sent, "bye"), message_deleted(place, sent))
    found = [event(each) for each in payloads]
    assert [each.workspace for each in found if each] == [tenant] * 3


def test_an_author_keeps_the_team_in_an_organisation_and_in_a_shared_channel() -> None:
    assert written(message(GRID, "hello")).team == "T0ACME"
    assert written(spoilt(message(ANA, "hello"), user_team="T0GUEST")).team == "T0GUEST"
