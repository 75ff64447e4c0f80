"""Follow-up questions as teams ask them, slips included: each one's answer comes from where it should.

"part:x" is the part of the plan with that heading, "phase:n" a phase's details, "faq:x" a general question with
its dated facts, "fact:x" a dated fact, "rule:x" a rule, "none" a plain "I don't know", "package:x"
a package, "find:x" passages of the plan that hold x, "stays:" the parts that do not move.
"""

import pytest

from bot.assessment.facts import knowledge
from bot.core.document import Code, Document, Items, Paragraph, Strong, Table
from bot.planning.composed import answer_from, compose, diagnose
from bot.planning.pages import plan_pages
from bot.planning.phrases import Phrases
from bot.planning.provenance import Provenance
from bot.wording import wording
from tests.planning.rendered import markdown
from tests.planning.teams import TEAMS, assessed, brief_of

SPANISH = [
    ("¿Cuánto nos va a costar?", "part:costs"),
    ("¿y el ahorro de donde sale?", "part:costs"),
    ("cuanto pagariamos en spin vs lo de hoy, la factura digo", "part:costs"),
    ("¿Por qué Rust y no seguimos en Node?", "part:components"),
    ("¿Qué componentes se mueven?", "part:components"),
    ("¿Cómo volvemos atrás si la segunda fase sale mal?", "phase:2"),
    ("y el rolback?", "part:phases"),
    ("¿Cuánto tiempo llevaría todo?", "part:phases"),
    ("cuantas semanas son la fase 1", "phase:1"),
    ("fase 3", "phase:3"),
    ("¿Qué riesgos tiene la primera fase?", "phase:1"),
    ("¿Cómo sabemos si funcionó la prueba de concepto?", "phase:1"),
    ("¿Con qué herramientas empezamos?", "part:phases"),
    ("¿Qué permisos tiene la API?", "part:capabilities"),
    ("que capasidades recibe cada componente", "part:capabilities"),
    ("¿Cómo se manejan los secretos?", "part:security"),
    ("Muéstrame el WIT", "part:code"),
    ("enseñame el manifesto", "part:code"),
    ("¿Qué alternativas hay a Spin?", "part:architecture"),
    ("¿Por qué no Cloudflare?", "part:architecture"),
    ("¿En qué plataforma va el borde?", "part:architecture"),
    ("¿De dónde sacan esas cifras? ¿fuentes?", "part:sources"),
    ("¿Qué tan seguros están? ¿confianza?", "part:verdict"),
    ("en resumen, ¿conviene migrar?", "part:verdict"),
    ("¿Y el arranque en frío cuánto baja?", "part:technical"),
    ("¿Wasm reemplaza a Docker?", "faq:docker"),
    ("¿esto sustitulle a kubernetes?", "faq:docker"),
    ("¿Qué significa zero trust aquí?", "faq:zero_trust"),
    ("¿Qué pasa si una dependencia maliciosa abre una conexión?", "faq:zero_trust"),
    ("¿Qué lenguajes tienen mejor soporte? ¿que lenguajes funcionan?", "faq:languages"),
    ("¿Dónde brilla Wasm?", "faq:shine"),
    ("¿Podemos usar numpy?", "package:numpy"),
    ("¿Qué paquetes de Python entran?", "faq:python_packages"),
    ("¿podemos seguir usando boto3?", "package:boto3"),
    ("¿serviría asyncpg?", "package:asyncpg"),
    ("¿y si quitamos pandas?", "package:pandas"),
    ("¿quién escribe el Rust si nadie sabe Rust?", "find:rust"),
    ("¿cómo evitamos que un plugin entre en un bucle infinito?", "faq:runaway"),
    ("¿cuál es el retorno de la inversión?", "find:USD"),
    ("¿qué entrega la fase 1?", "phase:1"),
    ("¿el borde podría correr un modelo más pequeño?", "faq:edge_ai"),
    ("¿qué piezas se quedan?", "stays:"),
    ("¿por qué no usar SnapStart y ya?", "faq:snapstart"),
    ("¿Soporta hilos?", "faq:threads"),
    ("¿Y la GPU?", "faq:gpu"),
    ("¿Cómo depuramos?", "faq:debug"),
    ("¿Lambda ejecuta Wasm?", "faq:lambda"),
    ("¿Qué límites tiene Akamai Functions?", "fact:akamai-fn"),
    ("¿Qué versión de Wasmtime es la última?", "fact:wasmtime-ver"),
    ("¿y WasmEdge?", "fact:wasmedge"),
    ("¿Qué es la regla F07?", "rule:F07"),
    ("B04", "rule:B04"),
    ("¿Quién ganó el mundial?", "none"),
    ("¿Qué tiempo hace en Madrid?", "none"),
    ("cuéntame un chiste", "none"),
    ("¿Qué opinas de Terraform frente a Pulumi?", "none"),
]
ENGLISH = [
    ("How much will it cost us?", "part:costs"),
    ("where do the savings come from?", "part:costs"),
    ("what would we pay, the monthly bill I mean", "part:costs"),
    ("Why Rust instead of staying on Node?", "part:components"),
    ("Which components move?", "part:components"),
    ("How do we roll back if phase two goes wrong?", "phase:2"),
    ("what about rolback?", "part:phases"),
    ("How long would all of it take?", "part:phases"),
    ("how many weeks is phase 1", "phase:1"),
    ("phase 3", "phase:3"),
    ("What risks does the first phase have?", "phase:1"),
    ("How do we know the proof of concept worked?", "phase:1"),
    ("Which tools do we begin with?", "part:phases"),
    ("What permissions does the API get?", "part:capabilities"),
    ("which capabilites does each component get", "part:capabilities"),
    ("How are secrets handled?", "part:security"),
    ("Show me the WIT", "part:code"),
    ("can I see the manfest", "part:code"),
    ("What alternatives to Spin are there?", "part:architecture"),
    ("Why not Cloudflare?", "part:architecture"),
    ("Which platform is the edge?", "part:architecture"),
    ("What are your sources?", "part:sources"),
    ("how sure are you about this?", "part:verdict"),
    ("bottom line, should we migrate?", "part:verdict"),
    ("And the cold start, how far down does it go?", "part:technical"),
    ("Does Wasm replace Docker?", "faq:docker"),
    ("does this replase kubernetes?", "faq:docker"),
    ("What does zero trust mean here?", "faq:zero_trust"),
    ("What if a malicious dependency opens a connection?", "faq:zero_trust"),
    ("Which languages are supported best?", "faq:languages"),
    ("Where does it shine?", "faq:shine"),
    ("Can we use numpy?", "package:numpy"),
    ("Which Python packages go in?", "faq:python_packages"),
    ("can we keep boto3?", "package:boto3"),
    ("would asyncpg work?", "package:asyncpg"),
    ("what if we drop pandas?", "package:pandas"),
    ("who writes the Rust if nobody knows Rust?", "find:rust"),
    ("how do we stop a plugin from an infinite loop?", "faq:runaway"),
    ("what is the payback?", "find:USD"),
    ("what does phase 1 deliver?", "phase:1"),
    ("could the edge run a smaller model?", "faq:edge_ai"),
    ("which parts stay?", "stays:"),
    ("why not just use SnapStart?", "faq:snapstart"),
    ("Are threads supported?", "faq:threads"),
    ("What about the GPU?", "faq:gpu"),
    ("How do we debug it?", "faq:debug"),
    ("Does Lambda run Wasm?", "faq:lambda"),
    ("What limits does Akamai Functions have?", "fact:akamai-fn"),
    ("What is the latest version of Wasmtime?", "fact:wasmtime-ver"),
    ("and WasmEdge?", "fact:wasmedge"),
    ("What is rule F07?", "rule:F07"),
    ("B04", "rule:B04"),
    ("Who won the world cup?", "none"),
    ("What's the weather in Madrid?", "none"),
    ("tell me a joke", "none"),
    ("What do you think of Terraform versus Pulumi?", "none"),
]
TABLE = [("es", *each) for each in SPANISH] + [("en", *each) for each in ENGLISH]


def posted(name: str, language: str) -> Document:
    brief = brief_of(TEAMS[language][name], language)
    assessment = assessed(brief)
    plan = compose(brief, assessment, knowledge(), wording(), language)
    signed = Provenance("composed", because="no_model")
    return plan_pages(plan, assessment, signed, knowledge(), wording(), language, brief)


def asked(question: str, language: str, name: str = "lambda", plan: Document | None = None) -> Document:
    brief = brief_of(TEAMS[language][name], language)
    return answer_from(
        question, plan or posted(name, language), brief, assessed(brief), knowledge(), wording(), language
    )


def opening(document: Document) -> str:
    return markdown(Document(document.nodes[:1]))


@pytest.mark.parametrize(("language", "question", "expected"), TABLE)
def test_a_question_is_answered_from_where_it_should_be(language: str, question: str, expected: str) -> None:
    answer = asked(question, language)
    words, pages = Phrases(wording(), language, "faq"), Phrases(wording(), language, "pages")
    kind, _, name = expected.partition(":")
    text = markdown(answer)
    match kind:
        case "none":
            assert words.say("say.unknown") in text
        case "faq":
            assert words.say(f"faq.{name}.answer") in text
        case "package":
            needs = knowledge().packages["pypi", name].needs
            assert words.say(f"package.{needs}", name=name) in text
        case "find":
            assert opening(answer).strip() == words.say("say.found")
            assert name.lower() in text.lower()
        case "stays":
            assert words.say("say.stays_none") in text
        case "fact":
            assert f"`{name}`" in text
        case "rule":
            assert opening(answer).startswith(words.say("say.from_rule", rule=name, title="").split(",")[0])
        case "phase":
            heading = pages.say("head.phase", number=name, title="")
            others = [pages.say("head.phase", number=at, title="") for at in "123" if at != name]
            assert heading in text
            assert not any(f"**{other}" in text or f"### {other}" in text for other in others)
        case _ if name == "verdict":
            assert answer.nodes == posted("lambda", language).nodes[: len(answer.nodes)]
        case _:
            found = pages.say(f"head.{name}")
            assert found in opening(answer) or any(
                isinstance(each, Table | Items | Code) for each in answer.nodes
            )
            assert words.say("say.unknown") not in text
            if name not in {"capabilities", "components"}:
                assert found in opening(answer)


@pytest.mark.parametrize(
    ("language", "question"), [("es", "¿Y las fases?"), ("en", "What about the phases?")]
)
def test_a_plan_to_stay_says_that_it_has_no_phases(language: str, question: str) -> None:
    said = Phrases(wording(), language, "faq").say("lacking.phases")
    assert said in markdown(asked(question, language, "java-stay"))


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_unknown_question_is_told_what_can_be_asked_of_this_plan(language: str) -> None:
    words = Phrases(wording(), language, "faq")
    moving, staying = asked("xyzzy", language), asked("xyzzy", language, "java-stay")
    assert words.say("topic.phases") in markdown(moving)
    assert words.say("topic.phases") not in markdown(staying)
    assert words.say("topic.improvements") in markdown(staying)


def test_a_component_cuts_the_tables_to_its_rows() -> None:
    answer = asked("¿qué permisos tiene api?", "es")
    tables = [each for each in answer.nodes if isinstance(each, Table)]
    assert tables
    assert all(
        markdown(Document((Paragraph(row[0]),))).strip() == "`api`" for each in tables for row in each.rows
    )


def test_a_plan_posted_in_one_language_answers_in_the_other() -> None:
    answer = asked("How do we roll back?", "en", plan=posted("lambda", "es"))
    assert "Fase 1" in markdown(answer)
    assert "3. Migration plan" in opening(answer)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_empty_question_is_unknown(language: str) -> None:
    assert Phrases(wording(), language, "faq").say("say.unknown") in markdown(asked("", language))


@pytest.mark.parametrize(
    ("language", "question"), [("es", "¿y las desventajas?"), ("en", "what are the drawbacks?")]
)
def test_a_quick_diagnosis_answers_from_its_own_parts(language: str, question: str) -> None:
    brief = brief_of(TEAMS[language]["lambda"], language)
    assessment = assessed(brief)
    short = diagnose(brief, assessment, knowledge(), wording(), language)
    page = plan_pages(short, assessment, Provenance("composed"), knowledge(), wording(), language, brief)
    assert short.disadvantage_1.replace("`", "") in markdown(asked(question, language, plan=page)).replace(
        "`", ""
    )


@pytest.mark.parametrize(
    ("language", "question", "found"),
    [
        ("es", "¿cómo evitamos que un plugin entre en un bucle infinito?", "épocas"),
        ("en", "how do we stop a plugin from an infinite loop?", "epoch"),
    ],
)
def test_a_runaway_is_answered_from_a_plan_that_speaks_of_it(
    language: str, question: str, found: str
) -> None:
    answer = markdown(asked(question, language, "plugins"))
    assert Phrases(wording(), language, "faq").say("say.found") in answer
    assert found in answer


@pytest.mark.parametrize(
    ("language", "question"), [("es", "¿qué piezas se quedan?"), ("en", "which parts stay?")]
)
def test_the_parts_that_stay_are_the_rows_that_do_not_move(language: str, question: str) -> None:
    (table,) = [
        each for each in asked(question, language, "kubernetes-partial").nodes if isinstance(each, Table)
    ]
    assert table.rows
    assert all("Wasm" not in markdown(Document((Paragraph(row[2]),))) for row in table.rows)


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_package_that_holds_a_part_back_is_named_with_it(language: str) -> None:
    question = {"es": "¿y si quitamos sharp?", "en": "what if we drop sharp?"}[language]
    words = Phrases(wording(), language, "faq")
    text = markdown(asked(question, language))
    assert words.say("package.native-only", name="sharp") in text
    assert words.say("package.without") in text


@pytest.mark.parametrize(("language", "question"), [("es", "y el rolback?"), ("en", "what about rolback?")])
def test_details_of_phases_are_bold_without_a_space_inside(language: str, question: str) -> None:
    runs = [run for node in asked(question, language).nodes if isinstance(node, Items) for run in node.items]
    strong = [each.text for run in runs for each in run if isinstance(each, Strong)]
    assert strong
    assert all(each == each.strip() for each in strong)
