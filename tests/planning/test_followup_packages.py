"""Which words of a question name a package: registries hold one for "which", "once" and "requests" too."""

import pytest

from bot.assessment.facts import knowledge
from bot.core.document import Document
from bot.planning.composed import answer_from
from bot.planning.followup import common
from bot.planning.followup_answers import Asked
from bot.planning.followup_packages import packages_in
from bot.planning.phrases import Phrases
from bot.wording import wording
from tests.planning.rendered import markdown
from tests.planning.teams import TEAMS, assessed, brief_of

NONE = list[str]()
NAMED = [
    ("en", "Which requests a month does the bill count?", NONE),
    ("en", "Is 50 ms enough once the cookie is read?", NONE),
    ("en", "which library do we drop, and has it six parts?", NONE),
    ("en", "Do we read the yaml through a router?", NONE),
    ("en", "does the `requests` library go in?", ["requests"]),
    ("en", "does the requests library go in?", ["requests"]),
    ("en", 'what about "ms"?', ["ms"]),
    ("en", "what about the package which fails?", NONE),
    ("en", "pip install requests==2.32 pillow[extra]", ["requests", "pillow"]),
    ("en", "we npm install --save ms@2 @aws-sdk/client-s3 then what?", ["@aws-sdk/client-s3", "ms"]),
    ("en", "can we keep @aws-sdk/client-s3?", ["@aws-sdk/client-s3"]),
    ("en", "numpy or Typing_Extensions?", ["numpy", "typing-extensions"]),
    ("en", "what did @prisma/nothing-of-the-kind do?", NONE),
    ("es", "¿Cuántas requests al mes son once céntimos?", NONE),
    ("es", "¿Qué pasa con la librería requests?", ["requests"]),
    ("es", "¿y el paquete once?", NONE),
    ("es", "¿y `once`?", ["once"]),
    ("es", "¿sirve «requests» aquí?", ["requests"]),
    ("es", "pip install requests", ["requests"]),
]


def answered(question: str, language: str) -> str:
    brief = brief_of(TEAMS[language]["lambda"], language)
    nothing = Document(())
    return markdown(answer_from(question, nothing, brief, assessed(brief), knowledge(), wording(), language))


@pytest.mark.parametrize(("language", "question", "named"), NAMED)
def test_a_word_is_a_package_when_it_is_meant_as_one(language: str, question: str, named: list[str]) -> None:
    brief, table = brief_of(TEAMS[language]["lambda"], language), wording().table(language, "faq")
    phrases = Phrases(wording(), language, "faq")
    asked = Asked(Document(()), assessed(brief), knowledge(), phrases, None, None)
    assert [each.name for each in packages_in(question, asked, brief, common(table))] == named


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_package_of_the_teams_own_registry_comes_first(language: str) -> None:
    registries = {each for each, name in knowledge().packages if name == "pdfkit"}
    assert registries == {"pypi", "npm"}
    needs = knowledge().packages["pypi", "pdfkit"].needs  # the team writes Python and JavaScript
    assert Phrases(wording(), language, "faq").say(f"package.{needs}", name="pdfkit") in answered(
        "`pdfkit`", language
    )


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_registry_is_named_for_what_none_was_asked_about(language: str) -> None:
    words = Phrases(wording(), language, "faq")
    looked = words.say("package.looked", date="2026-11-22")
    assert knowledge().packages["pypi", "selenium"].version == "any"
    for question, dated, told_by in (
        ("selenium?", False, ["selenium"]),
        ("numpy?", True, []),
        ("numpy, selenium, luigi?", True, ["selenium", "luigi"]),
    ):
        text = answered(question, language)
        assert (looked in text) is dated
        listed = words.listing(f"`{each}`" for each in told_by)
        assert not told_by or words.say("package.does", names=listed, many=len(told_by) > 1) in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_guarded_word_is_a_package(language: str) -> None:
    words = Phrases(wording(), language, "faq")
    names = {name for _, name in knowledge().packages}
    assert {*words.several("package.everyday"), *words.several("package.grammar")} <= names
