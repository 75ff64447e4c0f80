"""What every platform keeps. A subclass names the platform by its `bench` fixture, and adds nothing."""

from tests.contracts.platforms.contents import ContentsContract
from tests.contracts.platforms.hearing import HearingContract
from tests.contracts.platforms.once import OnceContract
from tests.contracts.platforms.progressing import ProgressContract
from tests.contracts.platforms.questions import QuestionsContract


class PlatformContract(OnceContract, ContentsContract, QuestionsContract, ProgressContract, HearingContract):
    """All of it."""
