"""What people say and read in the journeys, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """`opening` … are said by people; the others are what the bot says, as people read it."""

    language: str
    opening: str
    no_libraries: str
    about_files: str
    skills: str
    plan_now: str
    follow_up: str
    change: str
    understood: str
    question: str
    bursty: str
    other: str
    files_read: str
    no_preference: str
    sheet: str
    correct: str
    traffic_field: str
    numbers: str
    numbers_shown: str
    changed_shown: str
    done: str
    verdict: str
    phase_1: str
    helpful: str
    after_a_plan: tuple[str, ...]
    status: str
    thanks: str
    what_changed: str
    to_the_plan: str


ES = Words(
    language="es",
    opening="AWS Lambda con Python y Node.js. Sufrimos arranques en frío y la memoria nos sale cara",
    no_libraries="nada nativo: Python puro y express",
    about_files="ahí van las dependencias",
    skills="dos personas que escriben Rust",
    plan_now="plan ya",
    follow_up="¿Cuánto dura la fase 1?",
    change="cambiar tráfico: 900 millones de peticiones al mes, 512 MB",
    understood="Esto es lo que leí",
    question="Pregunta",
    bursty="A ráfagas: picos y horas vacías",
    other="Otra…",
    files_read="Leí requirements.txt",
    no_preference="Sin preferencia",
    sheet="Hoja de supuestos",
    correct="Corregir",
    traffic_field="tráfico",
    numbers="4 millones de peticiones al mes, 256 MB",
    numbers_shown="4 000 000 peticiones al mes",
    changed_shown="900 000 000 peticiones al mes",
    done="El trabajo está hecho",
    verdict="Veredicto:",
    phase_1="Fase 1",
    helpful="Sirve",
    after_a_plan=("Sirve", "No sirve", "Rehacer el plan", "Cambiar respuestas"),
    status="estado",
    thanks="Gracias",
    what_changed="Qué cambió",
    to_the_plan="Ir al plan",
)
EN = Words(
    language="en",
    opening="We run AWS Lambda with Python and Node.js. Cold starts hurt and memory is expensive",
    no_libraries="nothing native, only pure Python and express",
    about_files="here is our list",
    skills="two people who write Rust",
    plan_now="plan now",
    follow_up="How long does phase 1 take?",
    change="change traffic: 900M requests a month, 512 MB",
    understood="This is what I read",
    question="Question",
    bursty="Bursty: peaks and empty hours",
    other="Other…",
    files_read="I read requirements.txt",
    no_preference="No preference",
    sheet="Assumption sheet",
    correct="Correct",
    traffic_field="traffic",
    numbers="4 million requests a month, 256 MB",
    numbers_shown="4,000,000 requests a month",
    changed_shown="900,000,000 requests a month",
    done="The work is done",
    verdict="Verdict:",
    phase_1="Phase 1",
    helpful="Helpful",
    after_a_plan=("Helpful", "Not helpful", "Write the plan again", "Change answers"),
    status="status",
    thanks="Thank you for saying so",
    what_changed="What changed",
    to_the_plan="To the plan",
)
EACH = (ES, EN)
