import pytest

from bot.assessment.manifests.pom import read
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import conditions, dependencies, developers, traits, unread

PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <!-- <dependencies><dependency><groupId>no</groupId></dependency></dependencies> -->
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>3.4.1</version>
  </parent>
  <artifactId>shop</artifactId>
  <properties>
    <jedis.version>5.2.0</jedis.version>
    <round>${round}</round>
  </properties>
  <dependencyManagement><dependencies>
    <dependency>
      <groupId>software.amazon.awssdk</groupId><artifactId>bom</artifactId><version>2.29</version>
      <type>pom</type><scope>import</scope>
    </dependency>
    <dependency><groupId>a</groupId><artifactId>managed</artifactId><version>7</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>redis.clients</groupId>
      <artifactId>jedis</artifactId>
      <version>${jedis.version}</version>
    </dependency>
    <dependency><groupId>a</groupId><artifactId>managed</artifactId><optional>true</optional></dependency>
    <dependency><groupId>a</groupId><artifactId>round</artifactId><version>${round}</version></dependency>
    <dependency><groupId>${unknown}</groupId><artifactId>b</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency>
  </dependencies>
  <profiles><profile><id>prod</id><dependencies>
    <dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency>
  </dependencies></profile></profiles>
  <modules><module>services/core</module></modules>
</project>
"""


class TestProject:
    def test_every_dependency_stands_on_its_line(self) -> None:
        assert dependencies(read("pom.xml", PROJECT)) == [
            (24, "redis.clients:jedis", "5.2.0"),
            (27, "a:managed", "7"),
            (28, "a:round", ""),
            (30, "junit:junit", ""),
            (33, "org.postgresql:postgresql", ""),
        ]

    def test_scopes_profiles_and_options_are_kept(self) -> None:
        assert developers(read("pom.xml", PROJECT)) == {"junit:junit"}
        assert conditions(read("pom.xml", PROJECT)) == {
            "a:managed": "optional",
            "org.postgresql:postgresql": "profile prod",
        }

    def test_what_stands_elsewhere_is_named(self) -> None:
        assert sorted(unread(read("pom.xml", PROJECT))) == [
            (4, Why.UNRESOLVED),
            (15, Why.UNRESOLVED),
            (28, Why.UNRESOLVED),
            (29, Why.UNRESOLVED),
        ]

    def test_the_parent_and_the_dependencies_tell_what_is_used(self) -> None:
        assert traits(read("pom.xml", PROJECT)) == {
            "language.java": 9,
            "framework.spring": 4,
            "datastore.redis": 24,
            "datastore.postgresql": 33,
        }

    def test_modules_are_parts(self) -> None:
        assert [(each.name, each.folder) for each in read("pom.xml", PROJECT).parts] == [
            ("shop", "."),
            ("core", "services/core"),
        ]

    def test_the_plugin_that_compiles_tells_the_language(self) -> None:
        plugin = "<plugin><artifactId>kotlin-maven-plugin</artifactId></plugin>"
        text = f"<project>\n<build><plugins>\n{plugin}</plugins></build></project>"
        assert traits(read("pom.xml", text)) == {"language.kotlin": 3}


class TestBrokenProjects:
    def test_a_dependency_that_nobody_closed_hides_no_other(self) -> None:
        text = PROJECT.replace("<scope>test</scope></dependency>", "<scope>test</scope>").replace(
            "  </dependencies>\n  <profiles>",
            "    <dependency><groupId>late</groupId><artifactId>one</artifactId></dependency>\n"
            "  </dependencies>\n  <profiles>",
        )
        manifest = read("pom.xml", text)
        assert (31, "late:one", "") in dependencies(manifest)
        assert (30, Why.SYNTAX) in unread(manifest)

    def test_entities_are_words_and_grow_into_nothing(self) -> None:
        bomb = '<!DOCTYPE project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">\n<!ENTITY c SYSTEM "file:///etc/passwd">]>\n'
        dependency = "<dependency><groupId>&b;</groupId><artifactId>&c;</artifactId></dependency>"
        manifest = read("pom.xml", f"{bomb}<project><dependencies>\n{dependency}</dependencies></project>")
        assert dependencies(manifest) == [(4, "&b;:&c;", "")]
        assert unread(manifest) == [(1, Why.UNRESOLVED)]

    def test_what_nests_too_deep_hides_no_neighbour(self) -> None:
        deep = "<a>" * 100 + "</a>" * 100
        dependency = "<dependency><groupId>g</groupId><artifactId><![CDATA[a]]></artifactId></dependency>"
        text = f"<!DOCTYPE project>\n<project>{deep}\n<dependencies>{dependency}</dependencies></project>"
        manifest = read("pom.xml", text)
        assert dependencies(manifest) == [(3, "g:a", "")]
        assert unread(manifest)[:2] == [(1, Why.UNRESOLVED), (2, Why.TOO_DEEP)]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("<project", Why.SYNTAX),
            ("<project>\n<!-- never closed", Why.SYNTAX),
            ("<settings/>", Why.NOT_RECOGNISED),
            ("<a>" * 100, Why.TOO_DEEP),
            ("<project>\0</project>", Why.BINARY),
        ],
    )
    def test_what_is_no_project_says_why(self, text: str, why: Why) -> None:
        assert why in {each.why for each in read("pom.xml", text).unread}
