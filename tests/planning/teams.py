"""Teams as they speak: an opening and answers by topic, in both languages, read by the real reading.

Each team stands for a combination of platform, problem, languages and verdict that the composed plan must
read well for.
"""

from dataclasses import dataclass
from datetime import date

from bot.assessment.facts import knowledge
from bot.assessment.shapes import Assessment
from bot.assessment.verdict import assess
from bot.core.brief import Brief, Said, Topic, Unknown
from bot.core.conversation import OpenQuestion
from bot.core.reading import read
from bot.core.taking import Heard, record, record_answer
from bot.vocabulary import lexicon

TODAY = date(2026, 11, 22)
WHO = Said("ana", "e1")
T = Topic


@dataclass(frozen=True, slots=True)
class Team:
    """`answers` of "" are skipped questions."""

    opening: str
    answers: tuple[tuple[Topic, str], ...] = ()


def brief_of(team: Team, language: str) -> Brief:
    """The brief that the interview would have made."""
    words = lexicon()
    brief = record(Brief(), Heard(team.opening, read(team.opening, words, language), WHO))
    for topic, text in team.answers:
        if text:
            heard = Heard(text, read(text, words, language), WHO)
            brief = record_answer(brief, heard, OpenQuestion(topic))
        elif brief.answer(topic) is None:
            brief = brief.with_answer(topic, Unknown(WHO, skipped=True))
    return brief


def assessed(brief: Brief) -> Assessment:
    """The assessment on a fixed day."""
    return assess(brief, knowledge(), TODAY)


SPANISH: dict[str, Team] = {
    "lambda": Team(
        "Tenemos el backend en AWS Lambda: la API en Node.js y el enriquecimiento de datos en Python. Los arranques en "
        "frío tardan unos 900 ms y la memoria dispara la factura. Queremos acercarlo al borde y gastar menos.",
        (
            (
                T.TRAFFIC,
                "Unos 400 millones de peticiones al mes, con picos de 8 veces la media. Cada una dura 200 ms, "
                "de los que 6 ms son CPU, con 512 MB. El 2 % arranca en frío.",
            ),
            (
                T.DEPENDENCIES,
                "La API usa fastify y zod; la parte de Python, jinja2 y python-dateutil. Nada de hilos.",
            ),
            (T.SKILLS, "Dos personas escriben Rust; el resto, Node y Python."),
            (T.BUDGET, "30.000 USD y un trimestre."),
        ),
    ),
    "mission": Team(
        "AWS Lambda con Python y Node.js. Arranques en frío muy largos y factura de memoria alta.",
    ),
    "kubernetes-partial": Team(
        "Corremos en Kubernetes (EKS): la API de pedidos en Go, un worker de imágenes en Python con numpy y Pillow, y "
        "Postgres en RDS. Los picos nos pillan arrancando pods y la latencia sube.",
        (
            (
                T.TRAFFIC,
                "120 millones de peticiones al mes, picos de 12 veces la media; la API gasta 4 ms de CPU y tarda "
                "60 ms, con 256 MB.",
            ),
            (T.STATE, "Sin estado en la API; todo está en Postgres."),
            (T.SKILLS, "Go y Python; Rust no lo conoce nadie."),
        ),
    ),
    "java-stay": Team(
        "Tenemos un monolito en Java con Spring en máquinas virtuales, con la base de datos dentro. ¿Nos conviene "
        "WebAssembly para gastar menos?",
        (
            (T.TRAFFIC, "2 millones de peticiones al mes, carga constante."),
            (T.STATE, "Sí, la base de datos va dentro del mismo servidor, en disco."),
            (T.SKILLS, "Java, nada más."),
        ),
    ),
    "nothing-said": Team(
        "Queremos pasarnos a WebAssembly.",
        tuple(
            (topic, "")
            for topic in (T.INFRASTRUCTURE, T.APPLICATION, T.PROBLEM, T.TRAFFIC, T.STATE, T.SKILLS)
        ),
    ),
    "plugins": Team(
        "Somos un SaaS en Kubernetes con el núcleo en Go. Nuestros clientes suben extensiones en Python y JavaScript y hoy "
        "las ejecutamos en un contenedor por cliente. Nos preocupa el aislamiento del código de terceros.",
        (
            (T.TRAFFIC, "Tenemos 350 clientes y unos 60 millones de ejecuciones al mes, de 3 ms de CPU."),
            (T.STATE, "Las extensiones no guardan estado."),
            (T.SKILLS, "Go y algo de Rust."),
        ),
    ),
    "workers-edge": Team(
        "Usamos Cloudflare Workers con JavaScript para autenticación y redirecciones, y queremos pasar la validación de "
        "tokens a Rust en el borde porque la latencia nos importa.",
        (
            (T.TRAFFIC, "900 millones de peticiones al mes, 2 ms de CPU."),
            (T.STATE, "Sin estado."),
            (T.SKILLS, "JavaScript y Rust."),
        ),
    ),
    "fargate-cost": Team(
        "Microservicios en ECS con Fargate: una API en Go, un servicio de precios en TypeScript y notificaciones en Node. "
        "Usamos Redis y PostgreSQL. La factura de memoria es alta.",
        (
            (
                T.TRAFFIC,
                "25 millones de peticiones al mes, carga pareja, 40 ms por petición, 9 ms de CPU y 512 MB.",
            ),
            (T.STATE, "El estado está en Redis y PostgreSQL."),
            (T.SKILLS, "Go y TypeScript."),
        ),
    ),
    "gpu-stay": Team(
        "Inferencia de imágenes en Python con PyTorch sobre GPU, en Kubernetes. Los pods tardan en arrancar y pagamos mucho.",
        ((T.STATE, "Sin estado, los modelos están en S3."), (T.SKILLS, "Python.")),
    ),
    "one-function": Team(
        "Una sola función en AWS Lambda con Python que valida facturas. Cada arranque en frío tarda 1.2 s y los usuarios "
        "se quejan.",
        (
            (
                T.TRAFFIC,
                "9 millones de peticiones al mes con picos muy grandes, 90 ms cada una, 4 ms de CPU, 256 MB y el "
                "6 % en frío.",
            ),
            (T.DEPENDENCIES, "Solo requests y jinja2."),
            (T.STATE, "Guarda el resultado en DynamoDB."),
            (T.SKILLS, "Python."),
        ),
    ),
    "azure-dotnet": Team(
        "Azure Functions en C# con picos por la mañana; los arranques en frío molestan a los usuarios.",
        ((T.TRAFFIC, "8 millones de peticiones al mes."), (T.STATE, "SQL Server."), (T.SKILLS, "C#.")),
    ),
    "php-stay": Team(
        "WordPress en PHP en un VPS, con MySQL. Va lento y queremos mejorar el rendimiento.",
        ((T.TRAFFIC, "300 mil visitas al mes."), (T.SKILLS, "PHP.")),
    ),
    "many-parts": Team(
        "Plataforma en Kubernetes: gateway en Go, API en Rust, autenticación en Go, precios en Rust, búsqueda en TypeScript, "
        "informes en Python, notificaciones en Node y Postgres. Queremos más densidad y componer los lenguajes en un proceso.",
        (
            (
                T.TRAFFIC,
                "500 millones de peticiones al mes, picos de 10 veces la media, 5 ms de CPU, 80 ms, 256 MB.",
            ),
            (T.STATE, "Sin estado, salvo Postgres."),
            (T.DEPENDENCIES, "Nada nativo, sin hilos."),
            (T.SKILLS, "Rust, Go, Python y TypeScript."),
        ),
    ),
    "fastly": Team(
        "Queremos mover a Fastly Compute la lógica de cabeceras y cachés, que hoy corre en Node en contenedores Docker.",
        (
            (T.TRAFFIC, "1200 millones de peticiones al mes, 3 ms de CPU."),
            (T.STATE, "Sin estado."),
            (T.SKILLS, "Rust y Node."),
        ),
    ),
    "wasmcloud": Team(
        "En Kubernetes tenemos una API en Rust y un proceso de datos en Python. Queremos usar wasmCloud para componerlos.",
        (
            (T.PROBLEM, "La llamada HTTP entre los dos añade latencia."),
            (T.TRAFFIC, "80 millones de peticiones al mes, picos de 6 veces la media, 30 ms y 8 ms de CPU."),
            (T.STATE, "Postgres y Kafka."),
            (T.DEPENDENCIES, "serde y jinja2, nada nativo."),
            (T.SKILLS, "Rust y Python."),
        ),
    ),
}

ENGLISH: dict[str, Team] = {
    "lambda": Team(
        "Our backend runs on AWS Lambda: the API in Node.js and the data enrichment in Python. Cold starts take about "
        "900 ms and memory drives the bill up. We want to move closer to the edge and spend less.",
        (
            (
                T.TRAFFIC,
                "About 400 million requests a month, with peaks of 8 times the mean. Each takes 200 ms, 6 ms of it "
                "CPU, with 512 MB. 2% start cold.",
            ),
            (
                T.DEPENDENCIES,
                "The API uses fastify and zod; the Python part, jinja2 and python-dateutil. No threads.",
            ),
            (T.SKILLS, "Two people write Rust; the others, Node and Python."),
            (T.BUDGET, "30,000 USD and one quarter."),
        ),
    ),
    "mission": Team("AWS Lambda with Python and Node.js. Very long cold starts and a high memory bill."),
    "kubernetes-partial": Team(
        "We run on Kubernetes (EKS): the orders API in Go, an image worker in Python with numpy and Pillow, and Postgres "
        "on RDS. Peaks catch us starting pods and latency goes up.",
        (
            (
                T.TRAFFIC,
                "120 million requests a month, peaks of 12 times the mean; the API takes 4 ms of CPU and 60 ms, "
                "with 256 MB.",
            ),
            (T.STATE, "No state in the API; everything is in Postgres."),
            (T.SKILLS, "Go and Python; nobody knows Rust."),
        ),
    ),
    "java-stay": Team(
        "We have a monolith in Java with Spring on virtual machines, with the database inside. Should we use WebAssembly "
        "to spend less?",
        (
            (T.TRAFFIC, "2 million requests a month, steady load."),
            (T.STATE, "Yes, the database is inside the same server, on disk."),
            (T.SKILLS, "Java, nothing else."),
        ),
    ),
    "nothing-said": Team(
        "We want to move to WebAssembly.",
        tuple(
            (topic, "")
            for topic in (T.INFRASTRUCTURE, T.APPLICATION, T.PROBLEM, T.TRAFFIC, T.STATE, T.SKILLS)
        ),
    ),
    "plugins": Team(
        "We are a SaaS on Kubernetes with the core in Go. Our customers upload extensions in Python and JavaScript and today "
        "we run them in one container per customer. We worry about isolating third-party code.",
        (
            (T.TRAFFIC, "We have 350 customers and about 60 million runs a month, 3 ms of CPU each."),
            (T.STATE, "The extensions keep no state."),
            (T.SKILLS, "Go and some Rust."),
        ),
    ),
    "workers-edge": Team(
        "We use Cloudflare Workers with JavaScript for authentication and redirects, and want to move token validation to "
        "Rust at the edge because latency matters.",
        (
            (T.TRAFFIC, "900 million requests a month, 2 ms of CPU."),
            (T.STATE, "Stateless."),
            (T.SKILLS, "JavaScript and Rust."),
        ),
    ),
    "fargate-cost": Team(
        "Microservices on ECS with Fargate: an API in Go, a pricing service in TypeScript and notifications in Node. We use "
        "Redis and PostgreSQL. The memory bill is high.",
        (
            (T.TRAFFIC, "25 million requests a month, even load, 40 ms per request, 9 ms of CPU and 512 MB."),
            (T.STATE, "State is in Redis and PostgreSQL."),
            (T.SKILLS, "Go and TypeScript."),
        ),
    ),
    "gpu-stay": Team(
        "Image inference in Python with PyTorch on GPU, on Kubernetes. Pods are slow to start and we pay a lot.",
        ((T.STATE, "Stateless, the models are in S3."), (T.SKILLS, "Python.")),
    ),
    "one-function": Team(
        "A single AWS Lambda function in Python that validates invoices. Each cold start takes 1.2 s and users complain.",
        (
            (
                T.TRAFFIC,
                "9 million requests a month with very large peaks, 90 ms each, 4 ms of CPU, 256 MB and 6% cold.",
            ),
            (T.DEPENDENCIES, "Only requests and jinja2."),
            (T.STATE, "It keeps the result in DynamoDB."),
            (T.SKILLS, "Python."),
        ),
    ),
    "azure-dotnet": Team(
        "Azure Functions in C# with peaks in the morning; cold starts annoy the users.",
        ((T.TRAFFIC, "8 million requests a month."), (T.STATE, "SQL Server."), (T.SKILLS, "C#.")),
    ),
    "php-stay": Team(
        "WordPress in PHP on a VPS, with MySQL. It is slow and we want better performance.",
        ((T.TRAFFIC, "300 thousand visits a month."), (T.SKILLS, "PHP.")),
    ),
    "many-parts": Team(
        "A platform on Kubernetes: gateway in Go, API in Rust, authentication in Go, pricing in Rust, search in TypeScript, "
        "reports in Python, notifications in Node and Postgres. We want more density and to compose the languages in one process.",
        (
            (
                T.TRAFFIC,
                "500 million requests a month, peaks of 10 times the mean, 5 ms of CPU, 80 ms, 256 MB.",
            ),
            (T.STATE, "Stateless, apart from Postgres."),
            (T.DEPENDENCIES, "Nothing native, no threads."),
            (T.SKILLS, "Rust, Go, Python and TypeScript."),
        ),
    ),
    "fastly": Team(
        "We want to move header and cache logic to Fastly Compute; today it runs in Node in Docker containers.",
        (
            (T.TRAFFIC, "1200 million requests a month, 3 ms of CPU."),
            (T.STATE, "Stateless."),
            (T.SKILLS, "Rust and Node."),
        ),
    ),
    "wasmcloud": Team(
        "On Kubernetes we have an API in Rust and a data process in Python. We want to use wasmCloud to compose them.",
        (
            (T.PROBLEM, "The HTTP call between the two adds latency."),
            (T.TRAFFIC, "80 million requests a month, peaks of 6 times the mean, 30 ms and 8 ms of CPU."),
            (T.STATE, "Postgres and Kafka."),
            (T.DEPENDENCIES, "serde and jinja2, nothing native."),
            (T.SKILLS, "Rust and Python."),
        ),
    ),
}

TEAMS = {"es": SPANISH, "en": ENGLISH}
