"""Forms: new words for several topics at once."""

from bot.core.brief import Metric, Said, SignalKind, Topic, Unknown
from tests.core.talking import asked_traffic


def test_a_form_answers_several_topics_and_the_interview_goes_on() -> None:
    talk = asked_traffic()
    names = talk.fill(("traffic", "3M req/mes"), ("state", "no guarda estado"))
    assert names == ["noted", "question"]
    requests = talk.phase.brief.quantity(Metric.REQUESTS_PER_MONTH)
    assert requests is not None
    assert requests.value == 3_000_000
    assert talk.phase.brief.has(SignalKind.STATE, "stateless")
    assert talk.asks() not in {Topic.TRAFFIC, Topic.STATE}


def test_an_emptied_field_is_an_i_do_not_know() -> None:
    talk = asked_traffic()
    talk.fill(("problem", "  "))
    assert talk.phase.brief.answer(Topic.PROBLEM) == Unknown(Said("ana", "e2"))


def test_i_do_not_know_in_a_field() -> None:
    talk = asked_traffic()
    talk.fill(("problem", "no sé"))
    assert isinstance(talk.phase.brief.answer(Topic.PROBLEM), Unknown)
