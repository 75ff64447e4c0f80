"""Which form a button opens: an answer in one's own words, or a page of the assumption sheet.

A form is about the conversation of the channel in which it is open, which Discord says with the submission, so no form
reaches into another one.
"""

from dataclasses import dataclass

from adapters.discord.incoming.parse import Touched, Turned
from adapters.discord.incoming.replies import FormOpened, Reply, Whispered
from adapters.discord.render.codes import OTHER
from adapters.discord.render.labels import labels
from adapters.discord.render.modals import Field, other_modal, page_picker, pages, sheet_modal
from bot.core.brief import Topic
from bot.core.commands import Word
from bot.core.conversation import Conversation
from bot.core.document import COMMAND
from bot.presenter import form_fields, question_text
from bot.wording import Wording


@dataclass(frozen=True, slots=True)
class Forms:
    """In the conversation's language."""

    wording: Wording

    def wanted(self, touch: Touched) -> bool:
        """Whether a button opens a form, and says nothing yet."""
        other = touch.choice == OTHER and touch.topic in set(Topic)
        return other or (touch.topic, touch.choice) == (COMMAND, Word.CHANGE)

    def opened(self, done: Touched | Turned, kept: Conversation) -> Reply:
        """The form; or, where the sheet has several pages, what asks for one."""
        spoken = labels(kept.language, self.wording)
        if isinstance(done, Touched) and done.topic != COMMAND:
            question = question_text(Topic(done.topic), kept.language, self.wording)
            return FormOpened(other_modal(done.topic, question, spoken))
        held = form_fields(kept.phase.brief, kept.language, self.wording)
        fields = [Field(*each) for each in held]
        every = len(pages(fields))
        page = done.page if isinstance(done, Turned) else 1
        if 1 <= page <= every and (isinstance(done, Turned) or every == 1):
            return FormOpened(sheet_modal(fields, page, spoken))
        return Whispered((page_picker(fields, spoken),))
