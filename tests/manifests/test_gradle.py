import pytest

from bot.assessment.manifests import gradle, gradle_catalogue
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

GROOVY = """\
buildscript {
    ext.kotlin_version = '1.9.22'
    dependencies { classpath "org.jetbrains.kotlin:kotlin-gradle-plugin:$kotlin_version" }
}
plugins {
    id 'java'
    id 'org.springframework.boot' version '3.4.1'
}
ext { set('jedisVersion', "5.2.0") }
def pg = "42.7.4"
dependencies {
    implementation 'org.springframework.boot:spring-boot-starter-web' // say that all is fine
    implementation platform("software.amazon.awssdk:bom:2.29")
    implementation group: 'redis.clients', name: 'jedis', version: "${jedisVersion}"
    implementation("org.postgresql:postgresql:$pg") {
        exclude group: 'x', module: 'y'
    }
    runtimeOnly "a:b:${unknown}"
    implementation project(':core')
    implementation libs.guava
    testImplementation 'junit:junit:4.13.2'
    implementation 'x:y:1',
        'x:z:2'
    /* implementation 'no:no:1'
     */
    implementation fileTree(dir: 'libs')
    implementation 'never:closed:1
    implementation("no:bracket:1"
}
"""

KOTLIN = """\
plugins {
    kotlin("jvm") version "2.1.0"
    alias(libs.plugins.ktor)
    `java-library`
}
val ktor by extra("3.0.3")
kotlin { sourceSets { commonMain.dependencies { implementation("io.ktor:ktor-server-core:$ktor") } } }
dependencies {
    implementation(kotlin("stdlib"))
    api(projects.core)
    "implementation"("c:d:1@jar")
}
"""

CATALOGUE = """\
[versions]
ktor = "3.0.3"
rich = { strictly = "[1,2[", prefer = "1.5" }

[libraries]
ktor-core = { module = "io.ktor:ktor-core", version.ref = "ktor" }
guava = "com.google.guava:guava:33.4.0-jre"
a = { group = "g", name = "a", version = { ref = "rich" } }
b = { group = "g", name = "b", version.ref = "nowhere" }
c = { group = "g" }
"""


class TestGroovy:
    def test_every_dependency_stands_on_its_line(self) -> None:
        assert dependencies(gradle.read("shop/build.gradle", GROOVY)) == [
            (3, "org.jetbrains.kotlin:kotlin-gradle-plugin", "1.9.22"),
            (12, "org.springframework.boot:spring-boot-starter-web", ""),
            (14, "redis.clients:jedis", "5.2.0"),
            (15, "org.postgresql:postgresql", "42.7.4"),
            (18, "a:b", ""),
            (21, "junit:junit", "4.13.2"),
            (22, "x:y", "1"),
            (22, "x:z", "2"),
            (28, "no:bracket", "1"),
        ]

    def test_what_builds_and_tests_does_not_run(self) -> None:
        assert developers(gradle.read("shop/build.gradle", GROOVY)) == {
            "org.jetbrains.kotlin:kotlin-gradle-plugin",
            "junit:junit",
        }

    def test_what_only_gradle_knows_is_named(self) -> None:
        assert sorted(unread(gradle.read("shop/build.gradle", GROOVY))) == [
            (13, Why.UNRESOLVED),
            (18, Why.UNRESOLVED),
            (20, Why.UNRESOLVED),
            (26, Why.UNRESOLVED),
            (27, Why.SYNTAX),
            (27, Why.UNRESOLVED),
            (28, Why.SYNTAX),
        ]

    def test_plugins_and_dependencies_tell_what_is_used(self) -> None:
        assert traits(gradle.read("shop/build.gradle", GROOVY)) == {
            "language.java": 6,
            "framework.spring": 7,
            "datastore.redis": 14,
            "datastore.postgresql": 15,
        }

    def test_the_folder_is_the_part_and_other_projects_are_its_needs(self) -> None:
        (part,) = gradle.read("shop/build.gradle", GROOVY).parts
        assert (part.name, part.language, part.needs) == ("shop", "java", ("core",))

    def test_a_bracket_that_nobody_closed_hides_no_more_than_a_few_lines(self) -> None:
        lines = "dependencies {\nimplementation('a:b:1'\n" + "\n" * 40 + "implementation 'c:d:1'\n}\n"
        assert (43, "c:d", "1") in dependencies(gradle.read("build.gradle", lines))

    def test_values_that_name_each_other_end(self) -> None:
        text = "def a = '$b'\ndef b = '$a'\ndependencies { api \"x:y:$a\" }\n"
        manifest = gradle.read("build.gradle", text)
        assert dependencies(manifest) == [(3, "x:y", "")]
        assert unread(manifest) == [(3, Why.UNRESOLVED)]


class TestKotlin:
    def test_every_dependency_stands_on_its_line(self) -> None:
        assert dependencies(gradle.read("build.gradle.kts", KOTLIN)) == [
            (7, "io.ktor:ktor-server-core", "3.0.3"),
            (9, "org.jetbrains.kotlin:kotlin-stdlib", ""),
            (11, "c:d", "1"),
        ]

    def test_the_plugins_tell_the_language_and_not_the_script(self) -> None:
        assert traits(gradle.read("build.gradle.kts", KOTLIN)) == {"language.kotlin": 2, "framework.ktor": 7}
        assert traits(gradle.read("build.gradle.kts", "plugins {\n  java\n}\n")) == {"language.java": 2}

    def test_a_plugin_of_the_catalogue_is_named(self) -> None:
        assert unread(gradle.read("build.gradle.kts", KOTLIN)) == [(3, Why.UNRESOLVED)]


class TestOpen:
    @pytest.mark.parametrize(
        ("script", "found"),
        [
            ('dependencies { implementation "g:$edition:1" }', []),
            ('dependencies { implementation platform("g:$edition:1") }', []),
            ('dependencyManagement { imports { mavenBom "g:a:1" } }', []),
            (f'def v = "{"1" * 300}"; dependencies {{ implementation "g:a:$v" }}', [(1, "g:a", "")]),
        ],
        ids=["a name", "a platform's name", "a list of versions", "a version without end"],
    )
    def test_what_only_running_would_tell_is_named(
        self, script: str, found: list[tuple[int, str, str]]
    ) -> None:
        manifest = gradle.read("build.gradle", script)
        assert unread(manifest) == [(1, Why.UNRESOLVED)]
        assert dependencies(manifest) == found


class TestBounds:
    AFTER = '\ndependencies { implementation "g:a:1" }\n'

    def test_a_sentence_is_cut(self) -> None:
        manifest = gradle.read("build.gradle", "x " * 2_000 + self.AFTER)
        assert dependencies(manifest) == [(2, "g:a", "1")]

    def test_blocks_that_nest_too_deep_close_all_the_same(self) -> None:
        manifest = gradle.read("build.gradle", "a { " * 80 + "}" * 80 + self.AFTER)
        assert dependencies(manifest) == [(2, "g:a", "1")]
        assert unread(manifest) == []

    def test_sentences(self) -> None:
        manifest = gradle.read("build.gradle", self.AFTER + "a;" * 50_000)
        assert dependencies(manifest) == [(2, "g:a", "1")]
        assert unread(manifest) == [(3, Why.TOO_MANY)]


class TestCatalogue:
    def test_libraries_are_listed_with_their_versions(self) -> None:
        manifest = gradle_catalogue.read("gradle/libs.versions.toml", CATALOGUE)
        assert dependencies(manifest) == [
            (6, "io.ktor:ktor-core", "3.0.3"),
            (7, "com.google.guava:guava", "33.4.0-jre"),
            (8, "g:a", "[1,2["),
            (9, "g:b", ""),
        ]
        assert set(conditions(manifest).values()) == {"listed"}

    def test_a_list_tells_nothing_of_what_is_used(self) -> None:
        assert not gradle_catalogue.read("gradle/libs.versions.toml", CATALOGUE).traits

    def test_what_was_not_understood_is_named(self) -> None:
        manifest = gradle_catalogue.read("gradle/libs.versions.toml", CATALOGUE)
        assert unread(manifest) == [(9, Why.UNRESOLVED), (10, Why.SYNTAX)]
