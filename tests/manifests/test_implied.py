import tomllib
from importlib import resources

from bot.assessment.manifests.implied import implied, table, with_implied
from bot.assessment.manifests.shapes import Dependency, Ecosystem, Spot, Trait, Unread, Why
from bot.assessment.manifests.versions import LISTED

SPOT = Spot("Cargo.toml", 3)


def test_every_entry_is_of_the_lexicon() -> None:
    texts = resources.files("prompts")
    shared, spanish = (
        tomllib.loads((texts / name).read_text(encoding="utf-8"))
        for name in ("lexicon.toml", "es/lexicon.toml")
    )
    strangers = {
        (name, f"{kind}.{value}")
        for name, says in table().items()
        for kind, value in says
        if value not in shared.get(kind.value, ()) and value not in spanish.get(kind.value, ())
    }
    assert strangers == set()


def test_a_major_version_of_a_go_module_is_the_same_module() -> None:
    found = implied(Dependency(Ecosystem.GO, "github.com/redis/go-redis/v9", "v9.7.0", SPOT))
    assert [(each.value, each.at, each.quote) for each in found] == [
        ("redis", SPOT, "github.com/redis/go-redis/v9")
    ]


def test_an_artifact_may_say_more_than_its_group() -> None:
    group = "org.springframework.boot"
    web = implied(Dependency(Ecosystem.MAVEN, f"{group}:spring-boot-starter-web", "", SPOT))
    redis = implied(Dependency(Ecosystem.MAVEN, f"{group}:spring-boot-starter-data-redis", "", SPOT))
    assert [each.value for each in web] == ["spring"]
    assert [each.value for each in redis] == ["spring", "redis"]


def told(*names: str) -> list[tuple[str, str]]:
    """What packages of Maven tell side by side: the word of each trait, or why it is none."""
    found = with_implied(Dependency(Ecosystem.MAVEN, each, "", SPOT) for each in names)
    shown = (each for each in found if not isinstance(each, Dependency))
    return [
        (each.quote, each.value) if isinstance(each, Trait) else (each.what, each.why)
        for each in shown
        if isinstance(each, Trait | Unread)
    ]


def test_a_database_inside_beside_one_behind_a_socket_is_a_choice_made_elsewhere() -> None:
    inside, behind = "com.h2database:h2", "org.postgresql:postgresql"
    assert told(inside) == [(inside, "h2")]
    assert told(inside, behind) == [(behind, "postgresql"), (inside, Why.UNRESOLVED)]
    assert told(behind, inside) == [(behind, "postgresql"), (inside, Why.UNRESOLVED)]


def test_what_does_not_run_or_was_not_asked_for_tells_nothing() -> None:
    axum = (Ecosystem.CARGO, "axum", "0.8", SPOT)
    assert list(implied(Dependency(*axum)))
    assert not list(implied(Dependency(*axum, development=True)))
    assert not list(implied(Dependency(*axum, direct=False)))
    assert not list(implied(Dependency(*axum, only=LISTED)))
