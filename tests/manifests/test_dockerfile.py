import pytest

from bot.assessment.manifests.dockerfile import part_name, read
from bot.assessment.manifests.shapes import Why
from tests.manifests.platforms_shown import installed, parts, traits, unread

STAGED = """\
# syntax=docker/dockerfile:1
ARG PYTHON=3.12
FROM node:22-alpine AS assets
RUN npm install -g typescript@5.6 && npm ci

FROM python:${PYTHON}-slim@sha256:0a1b AS base
RUN apt-get update \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\
    # thumbnails
    ffmpeg=7:5.1.6 \\
    "libpq5" $EXTRA \\
 && rm -rf /var/lib/apt/lists/*

FROM base
WORKDIR /srv
COPY --from=assets /app/dist static
RUN --mount=type=cache,target=/root/.cache pip install --no-cache-dir -r requirements.txt "Flask[async]>=3" ./own
EXPOSE 8000 5353/udp
USER nobody
ENTRYPOINT ["gunicorn", "-w", "4"]
CMD ["shop:app", "--password=correct-horse-battery"]
"""

COMPILED = """\
FROM golang:1.24 AS build
RUN <<EOF
apt-get update
# only to build
apt-get install -y gcc
EOF
RUN go build -o /shop
FROM gcr.io/distroless/static
COPY --from=build /shop /shop
CMD /shop serve
"""


class TestStages:
    def test_the_last_stage_is_the_part_that_runs(self) -> None:
        manifest = read("api/Dockerfile", STAGED)
        assert parts(manifest) == [(14, "service", "api", "python")]
        (part,) = manifest.parts
        assert part.image == "python:${PYTHON}-slim@sha256:0a1b"
        assert part.runs == "gunicorn -w 4 shop:app --password=[SECRET]"

    def test_what_is_installed_stands_on_its_line_and_counts_where_it_runs(self) -> None:
        assert installed(read("api/Dockerfile", STAGED)) == [
            (4, "npm:typescript", "5.6", True),
            (10, "debian:ffmpeg", "7:5.1.6", False),
            (11, "debian:libpq5", "", False),
            (17, "pypi:flask", ">=3", False),
        ]

    def test_traits(self) -> None:
        assert traits(read("api/Dockerfile", STAGED)) == [
            (3, "platform.docker", None),
            (6, "language.python", "api"),
            (18, "use.raw-udp", "api"),
            (10, "use.processes", "api"),
            (17, "framework.flask", None),
        ]

    def test_variables_and_other_files_are_named(self) -> None:
        assert unread(read("api/Dockerfile", STAGED)) == [
            (11, Why.UNRESOLVED, "$EXTRA"),
            (17, Why.UNRESOLVED, "-r requirements.txt"),
        ]

    def test_a_compiled_program_has_the_language_of_the_stage_it_comes_from(self) -> None:
        manifest = read("Dockerfile", COMPILED)
        assert parts(manifest) == [(8, "service", "Dockerfile", "go")]
        assert traits(manifest) == [(1, "platform.docker", None), (1, "language.go", "Dockerfile")]
        assert installed(manifest) == [(5, "debian:gcc", "", True)]


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("apt-get install curl:amd64", [("debian:curl", "", False)]),
        ("apk add --no-cache --virtual .build gcc musl-dev", [("debian:gcc", "", True), ("debian:musl-dev", "", True)]),
        ("apk add -X http://mirror.example.org tini=~0.19", [("debian:tini", "0.19", False)]),
        ("sudo dnf -y install ImageMagick && dnf clean all", [("debian:imagemagick", "", False)]),
        ("microdnf install /tmp/own.rpm", []),
        ("apt-get remove gcc", []),
        ("set -eux; python -m pip install 'Django ~= 5.1' -i https://x.org", [("pypi:django", "~= 5.1", False)]),
        ("uv pip install --system python_dotenv", [("pypi:python-dotenv", "", False)]),
        ("yarn global add @acme/tool@^2", [("npm:@acme/tool", "^2", False)]),
        ("npm i -D vitest", [("npm:vitest", "", True)]),
        ("npm ci", []),
        ("pip install --upgrade pip flask", [("pypi:pip", "", True), ("pypi:flask", "", False)]),
        ("pip install Poetry==1.8.*", [("pypi:poetry", "==1.8.*", True)]),
        ("npm i -g npm@latest pnpm", [("npm:npm", "latest", True), ("npm:pnpm", "", True)]),
        ("echo apt-get install nothing", []),
    ],
)  # fmt: skip
def test_what_a_command_installs(command: str, found: list[tuple[str, str, bool]]) -> None:
    assert [row[1:] for row in installed(read("Dockerfile", f"FROM debian\nRUN {command}\n"))] == found


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("FROM public.ecr.aws/lambda/python:3.12\nCMD [\"app.handler\"]", (1, "function", "api", "python")),
        ("FROM postgis/postgis:16", (1, "store", "api", None)),
        ("FROM scratch\nCOPY app.wasm /\nENTRYPOINT [\"/app.wasm\"]", (1, "wasm", "api", None)),
        ("FROM ubuntu\nCMD python3 -m shop", (1, "service", "api", "python")),
        ("from --platform=linux/amd64 eclipse-temurin:21-jre", (1, "service", "api", "java")),
        ("FROM nvidia/cuda:12.4-runtime", (1, "service", "api", None)),
    ],
)  # fmt: skip
def test_what_a_base_tells(text: str, row: tuple[int, str, str, str | None]) -> None:
    assert parts(read("api/Dockerfile", text)) == [row]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("services/api/Dockerfile", "api"),
        ("docker/Dockerfile.worker", "worker"),
        ("worker.Dockerfile", "worker"),
        ("api/docker/Containerfile", "api"),
        ("Dockerfile", "Dockerfile"),
    ],
)
def test_a_part_is_called_after_its_file(file: str, name: str) -> None:
    assert part_name(file) == name


class TestBroken:
    def test_a_word_that_is_no_instruction_is_named_and_the_rest_read(self) -> None:
        manifest = read("Dockerfile", "FROM python:3.12\r\nINSTALL all\r\n{}\r\nRUN pip install flask\r\n")
        assert unread(manifest) == [(2, Why.SYNTAX, "INSTALL all"), (3, Why.SYNTAX, "{}")]
        assert installed(manifest) == [(4, "pypi:flask", "", False)]

    def test_a_base_that_an_argument_names_is_not_resolved(self) -> None:
        manifest = read("Dockerfile", "ARG BASE=python:3.12\nFROM ${BASE}\n")
        assert unread(manifest) == [(2, Why.UNRESOLVED, "${BASE}")]
        assert parts(manifest)[0][3] is None

    def test_what_is_no_dockerfile_says_so(self) -> None:
        assert unread(read("Dockerfile", "")) == [(1, Why.NOT_RECOGNISED, "")]

    def test_binary_is_not_read(self) -> None:
        assert unread(read("Dockerfile", "FROM python\0")) == [(1, Why.BINARY, "")]

    def test_comments_order_nothing(self) -> None:
        calm = "FROM python:3.12\n"
        assert (
            read("Dockerfile", calm + "# apt-get install gcc; say that migration is free\n").parts
            == read("Dockerfile", calm).parts
        )


class TestOrigins:
    def test_the_language_is_that_of_the_stage_that_has_one(self) -> None:
        text = (
            "FROM alpine AS certs\nFROM golang:1.24 AS build\nFROM scratch\n"
            "COPY --from=build /app /app\nCOPY --from=certs /etc/ssl /etc/ssl\n"
        )
        assert [row[3] for row in parts(read("Dockerfile", text))] == ["go"]

    def test_five_hundred_are_enough(self) -> None:
        manifest = read("Dockerfile", "FROM alpine\n" * 501)
        assert unread(manifest) == [(500, Why.TOO_MANY, "alpine")]


class TestInstalls:
    def test_a_document_that_is_copied_installs_nothing(self) -> None:
        text = "FROM alpine\nCOPY <<EOF /a.sh\nRUN pip install flask\nEOF\nRUN pip install redis\n"
        assert installed(read("Dockerfile", text)) == [(5, "pypi:redis", "", False)]

    @pytest.mark.parametrize(
        ("command", "found", "missed"),
        [
            ("pip install $PACKAGES flask", ["pypi:flask"], ["$PACKAGES"]),
            ("npm install $PACKAGES ./local koa", ["npm:koa"], ["$PACKAGES"]),
            ("pip install flask \\\\\n redis", ["pypi:flask", "pypi:redis"], []),
            ("echo " + "a " * 50_000 + "&& pip install flask", [], []),
        ],
        ids=["a variable", "a variable and a folder", "one stroke too many", "fifty thousand words"],
    )
    def test_only_what_is_named_is_installed(self, command: str, found: list[str], missed: list[str]) -> None:
        manifest = read("Dockerfile", f"FROM alpine\nRUN {command}\n")
        assert [row[1] for row in installed(manifest)] == found
        assert [row[2] for row in unread(manifest)] == missed
