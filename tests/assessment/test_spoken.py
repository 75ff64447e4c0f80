"""From the words of a team to the verdict, with nothing but the lexicon between them."""

from datetime import date

import pytest

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment, Fit
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Said
from bot.core.events import VerdictCode
from bot.core.reading import read
from bot.core.taking import Heard, record
from bot.vocabulary import lexicon

V = VerdictCode

SPOKEN = [
    ("es", "AWS Lambda con Python y Node.js, los arranques en frío duelen y la memoria es cara", V.PILOT),
    (
        "es",
        (
            "La API está en Node.js y el ETL en Python, en AWS Lambda. Los arranques en frío duelen. "
            "Son 400 millones de peticiones al mes, 200 ms por petición, 6 ms de CPU, 512 MB de memoria."
        ),
        V.MIGRATE,
    ),
    (
        "es",
        "API en Node.js en Lambda y un ETL en Python con pandas y numpy; los arranques en frío duelen.",
        V.PARTIAL,
    ),
    (
        "es",
        "Monolito en Java con Spring en máquinas virtuales, con la base de datos dentro; va lento y sale caro.",
        V.STAY,
    ),
    ("es", "Entrenamos modelos en Python con GPU sobre Kubernetes y la factura es muy alta", V.STAY),
    (
        "es",
        "Un servicio en Rust sobre Kubernetes que ejecuta código de nuestros clientes; queremos mejor aislamiento",
        V.MIGRATE,
    ),
    (
        "es",
        (
            "Una función en Node.js en Lambda: 3 millones de peticiones al mes, 50 ms por petición, 5 ms de CPU, "
            "128 MB, carga constante. Queremos bajar la factura."
        ),
        V.STAY,
    ),
    ("es", "¿Nos conviene WebAssembly?", V.INSUFFICIENT),
    ("es", "Tenemos unos microservicios que van lentos", V.INSUFFICIENT),
    ("en", "AWS Lambda with Python and Node.js, cold starts hurt and memory is expensive", V.PILOT),
    ("en", "A Java monolith with Spring on virtual machines, its database inside; it is slow", V.STAY),
    ("en", "Node.js API on Lambda and a Python ETL with pandas; cold starts hurt", V.PARTIAL),
    ("en", "A Rust service on Kubernetes that runs our customers' code as plugins", V.MIGRATE),
    ("en", "Should we use WebAssembly?", V.INSUFFICIENT),
]


def judged(text: str, language: str) -> Assessment:
    heard = Heard(text, read(text, lexicon(), language), Said("ana", "event-1"))
    return assess(record(Brief(), heard), knowledge(), date(2026, 11, 22))


@pytest.mark.parametrize(("language", "text", "verdict"), SPOKEN, ids=[row[1][:40] for row in SPOKEN])
def test_what_a_team_says_decides(language: str, text: str, verdict: VerdictCode) -> None:
    assert judged(text, language).verdict is verdict


def test_what_is_said_of_one_part_blocks_that_part_only() -> None:
    answer = judged(
        "La API está en Node.js y el ETL en Python, en AWS Lambda. El ETL usa ffmpeg. Los arranques en frío duelen.",
        "es",
    )
    assert {each.component.name: each.fit for each in answer.fits} == {"api": Fit.MOVE, "etl": Fit.STAY}
