"""Which event a thing in Slack is. The same thing has the same id however often, and by whichever way, it is told.

A mention arrives as `app_mention` and as `message`, an edited one as `app_mention` again; Slack delivers once more what
was answered late. The store takes an id in once.
"""

from adapters.slack.incoming.parse import Changed, Offered, Submitted, TakenAway, Touched, Written
from adapters.slack.incoming.parse.arrivals import Asked


def message(said: Written | Changed | TakenAway) -> str:
    """A message, also one that was edited or deleted since."""
    return f"m:{said.channel}:{said.ts}"


def side_talk(said: Written) -> str:
    """A message for somebody else. It is not heard, so when the bot is edited into it, it is still to be."""
    return f"{message(said)}:aside"


def edit(changed: Changed) -> str:
    return f"e:{changed.channel}:{changed.ts}:{changed.edited}"


def deletion(gone: TakenAway) -> str:
    return f"d:{gone.channel}:{gone.ts}"


def deleted(said: Written | TakenAway) -> str:
    """What is remembered of a message that was deleted."""
    return f"deleted:{said.ts}"


def command(asked: Asked) -> str:
    return f"c:{asked.trigger}"


def press(touch: Touched) -> str:
    return f"a:{touch.message}:{touch.when}"


def submission(form: Submitted) -> str:
    return f"v:{form.id}"


def file(said: Written, offered: Offered) -> str:
    """A file of a message."""
    return f"{message(said)}:f:{offered.id}"
