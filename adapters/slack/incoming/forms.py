"""Which form a button opens: an answer in one's own words, or the assumption sheet to be corrected.

A form says in its `private_metadata` which thread it is about, and nothing else; the workspace comes from Slack with
the submission, so that no form reaches into another one.
"""

from dataclasses import dataclass

from adapters.slack.incoming.parse import Touched
from adapters.slack.render.controls import OTHER
from adapters.slack.render.labels import Labels
from adapters.slack.render.message import Json
from adapters.slack.render.modals import Field, other_modal, sheet_modal
from bot.core.brief import Topic
from bot.core.commands import Word
from bot.core.conversation import Conversation
from bot.core.document import COMMAND
from bot.presenter import form_fields, question_text
from bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Forms:
    """`labels` of the conversation's language."""

    wording: Wording

    def wanted(self, touch: Touched) -> bool:
        """Whether a button opens a form, and says nothing yet."""
        return (touch.choice == OTHER and touch.topic in set(Topic)) or (touch.topic, touch.choice) == (
            COMMAND,
            Word.CHANGE,
        )

    def view(self, touch: Touched, conversation: Conversation, labels: Labels) -> Json:
        """The form."""
        about = conversation.key.thread
        if touch.choice == OTHER:
            question = question_text(Topic(touch.topic), conversation.language, self.wording)
            return other_modal(touch.topic, question, labels, about)
        fields = form_fields(conversation.phase.brief, conversation.language, self.wording)
        return sheet_modal([Field(*each) for each in fields], labels, about)
