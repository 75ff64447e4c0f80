"""Messages that are forwarded to the bot: what they say and bring along counts as said, and calls nobody."""

from adapters.slack.incoming.earlier import spoken
from adapters.slack.incoming.parse import Changed, Written, event
from tests.slack.incoming.ear import ANA, ROOT
from tests.slack.payloads import Payload, file, message, message_changed, message_sent

LOG = file("app.log", "F1")


def forwarded(text: str, *files: Payload) -> Payload:
    """An attachment as Slack makes it of a message that somebody shares."""
    mark: Payload = {
        "is_share": True,
        "is_msg_unfurl": True,
        "author_id": "U0CARL",
        "fallback": f"[CARL] {text}",
    }
    return mark | {"text": text, "files": list(files)}


def said(text: str, *attachments: Payload, **more: object) -> Written:
    payload = message(ANA, text, ROOT)
    payload["event"] |= {"attachments": list(attachments), **more}
    found = event(payload)
    assert isinstance(found, Written)
    return found


def test_what_was_forwarded_stands_below_the_words_that_came_with_it() -> None:
    found = said("<@U0BOT> what of this?", forwarded("p95 &lt; 5 ms"), forwarded("and it is cheap"))
    assert found.text == "what of this?\n\np95 < 5 ms\n\nand it is cheap"


def test_what_was_forwarded_without_a_word_is_the_message() -> None:
    assert said("", forwarded("we run Lambda")).text == "we run Lambda"


def test_nobody_is_called_in_what_was_forwarded() -> None:
    found = said("look", forwarded("<@U0BOT> and <@U0BEA>, help"))
    assert (found.mentioned, found.to_others) == (False, False)
    assert found.text == "look\n\n@U0BOT and @U0BEA, help"


def test_files_come_along_each_once() -> None:
    other = file("db.log", "F2")
    found = said("look", forwarded("the logs", LOG, other), forwarded("again", LOG), files=[LOG])
    assert [each.id for each in found.files] == ["F1", "F2"]


def test_a_link_that_slack_unfurled_is_nobodys_word() -> None:
    preview: Payload = {"is_msg_unfurl": True, "text": "an older message", "files": [LOG]}
    found = said("see <https://acme.slack.com/archives/C1/p1>", preview, {"text": "Example", "from_url": "x"})
    assert found.text == "see https://acme.slack.com/archives/C1/p1"
    assert found.files == ()


def test_an_edit_of_the_words_keeps_what_was_forwarded() -> None:
    before = message_sent(ANA, "look", ROOT) | {"attachments": [forwarded("we run Lambda")]}
    changed = event(message_changed(ANA, before, "look, please"))
    assert isinstance(changed, Changed)
    assert changed.text == "look, please\n\nwe run Lambda"


def test_what_was_forwarded_into_a_thread_is_part_of_what_was_said_there() -> None:
    told = message_sent(ANA, "", ROOT) | {"attachments": [forwarded("we run Lambda")]}
    assert list(spoken((told,), "1795000900.0")) == ["U0ANA: we run Lambda"]
