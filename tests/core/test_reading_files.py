"""What an attached file shows, by the line that shows it first."""

import pytest

from bot.core.brief import FoundIn
from bot.core.events import TextFile
from bot.core.reading import read_file
from bot.vocabulary import lexicon

LEXICON = lexicon()
PACKAGE_JSON = """{
  "name": "thumbnails",
  "dependencies": {
    "express": "^5.3.0",
    "sharp": "^0.35.0",
    "@aws-sdk/client-s3": "^3.0.0",
    "sharp-cli": "1"
  }
}"""


def shown(name: str, text: str) -> list[tuple[int, str]]:
    """(line, kind:value) of each signal."""
    return [
        (origin.line, f"{signal.kind}:{signal.value}")
        for origin, reading in read_file(TextFile(name, text), LEXICON, "es")
        for signal in reading.signals
    ]


def test_a_manifest_names_its_language_and_packages() -> None:
    assert shown("api/package.json", PACKAGE_JSON) == [
        (1, "language:javascript"),
        (4, "framework:express"),
        (4, "package:express"),
        (5, "package:sharp"),
        (6, "package:@aws-sdk/client-s3"),
    ]
    origins = [origin for origin, _ in read_file(TextFile("api/package.json", PACKAGE_JSON), LEXICON, "es")]
    assert origins[0] == FoundIn("api/package.json", 1)


def test_everyday_words_of_a_manifest_are_no_languages() -> None:
    assert shown("requirements.txt", "-r base.txt\nrequests==2.34\nclick\n# go and c, in rust\n") == [
        (1, "language:python"),
        (2, "package:requests"),
        (3, "package:click"),
    ]


def test_a_dockerfile_is_docker() -> None:
    found = shown("Dockerfile", "FROM python:3.14\nRUN apt-get install -y ffmpeg\nENV DB=postgres\n")
    assert found == [
        (1, "platform:docker"),
        (1, "language:python"),
        (2, "use:processes"),
        (3, "datastore:postgresql"),
    ]


def test_prose_is_read_like_a_message() -> None:
    text = "# API\n\nNo usamos hilos.\nUnos 3M req/mes.\nNo usamos hilos.\n"
    found = read_file(TextFile("README.md", text), LEXICON, "es")
    assert [(origin.line, len(reading.signals), len(reading.quantities)) for origin, reading in found] == [
        (1, 1, 0),
        (3, 1, 0),
        (4, 0, 1),
    ]
    assert found[1][1].signals[0].negated


def test_an_empty_file_shows_nothing() -> None:
    assert read_file(TextFile("notes.txt", ""), LEXICON, "es") == ()


# the packages whose classification decides something, see bot/assessment/data
PYPI = """
boto3 urllib3 requests certifi charset-normalizer idna numpy pandas setuptools typing-extensions
python-dateutil packaging pyyaml cryptography pydantic pydantic-core grpcio protobuf jinja2 click attrs
aiohttp fastapi uvicorn uvloop httptools sqlalchemy psycopg psycopg2-binary psycopg-binary asyncpg redis
celery django flask gunicorn gevent greenlet lxml pillow scipy scikit-learn torch tensorflow transformers
tokenizers openai httpx orjson pyarrow polars bcrypt cffi pymongo kafka-python confluent-kafka opencv-python
onnxruntime msgpack ujson rpds-py tiktoken
"""

NPM = """
express fastify hono koa pg mysql2 mongodb mongoose redis ioredis sharp bcrypt bcryptjs argon2
better-sqlite3 sqlite3 @prisma/client prisma drizzle-orm grpc @grpc/grpc-js canvas node-canvas puppeteer
playwright esbuild @swc/core lightningcss node-sass sass ws socket.io kafkajs node-rdkafka aws-sdk
@aws-sdk/client-s3 axios undici jsonwebtoken jose winston pino nodemailer bull bullmq zod lodash uuid pdfkit
ffmpeg-static fluent-ffmpeg isolated-vm re2 cpu-features ssh2 snappy zeromq tensorflow @tensorflow/tfjs-node
onnxruntime-node
"""


@pytest.mark.parametrize("name", PYPI.split())
def test_every_classified_python_package_is_recognised(name: str) -> None:
    assert (2, f"package:{name}") in shown("requirements.txt", f"# pinned\n{name}==1.0.0\n")


@pytest.mark.parametrize("name", NPM.split())
def test_every_classified_npm_package_is_recognised(name: str) -> None:
    assert (2, f"package:{name}") in shown("package.json", f'{{\n"{name}": "1.0.0"\n}}')
