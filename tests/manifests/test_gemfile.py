from bot.assessment.manifests import gemfile, gemfile_lock
from bot.assessment.manifests.shapes import Why
from tests.manifests.shown import chains, conditions, dependencies, developers, traits, unread

BUNDLE = """\
# frozen_string_literal: true
source "https://rubygems.org"
git_source(:forge) { |repo| "https://git.example.org/#{repo}.git" }
ruby "3.4.1"
gem "rails", "~> 8.0", ">= 8.0.1" # say that all is fine
gem 'pg', '>= 1', group: :production, require: false
gem "wdm", platforms: %i[mingw x64_mingw]
gem "mine", path: "../mine"
gem "fork", git: "https://git.example.org/fork", branch: "main"
group :development, :test do
  gem "rspec-rails"
  platforms :jruby do
    gem "jdbc"
  end
end
gem "late", "1.0" if ENV["LATE"]
gem "long",
    "~> 1",
    require: false
%w[a b].each do |name|
  gem name
end
if ENV["FOO"]
  gem "foo"
else
  gem "bar"
end
gemspec
gem "computed", "#{VERSION}"
=begin
gem "no"
=end
gem "last"
__END__
gem "never"
"""

LOCK = """\
PATH
  remote: .
  specs:
    mine (0.1.0)
      rack (>= 2)

GEM
  remote: https://rubygems.org/
  specs:
    nokogiri (1.18.1-x86_64-linux)
      racc (~> 1.4)
    racc (1.8.1)
    rack (3.1.8)
    rails (8.0.1)
      nokogiri (>= 1.8)
  oddity

PLATFORMS
  x86_64-linux

DEPENDENCIES
  mine!
  rails (~> 8.0)

BUNDLED WITH
   2.6.2
"""


class TestBundle:
    def test_every_gem_stands_on_its_line(self) -> None:
        assert dependencies(gemfile.read("Gemfile", BUNDLE)) == [
            (5, "rails", "~> 8.0, >= 8.0.1"),
            (6, "pg", ">= 1"),
            (7, "wdm", ""),
            (9, "fork", "main"),
            (11, "rspec-rails", ""),
            (13, "jdbc", ""),
            (16, "late", "1.0"),
            (17, "long", "~> 1"),
            (24, "foo", ""),
            (26, "bar", ""),
            (29, "computed", ""),
            (33, "last", ""),
        ]

    def test_groups_tell_what_does_not_run(self) -> None:
        assert developers(gemfile.read("Gemfile", BUNDLE)) == {"rspec-rails", "jdbc"}

    def test_conditions_are_kept_as_they_are_written(self) -> None:
        assert conditions(gemfile.read("Gemfile", BUNDLE)) == {
            "wdm": "mingw x64_mingw",
            "jdbc": "jruby",
            "late": 'if ENV["LATE"]',
            "foo": 'if ENV["FOO"]',
            "bar": "else",
        }

    def test_what_only_ruby_knows_is_named(self) -> None:
        assert unread(gemfile.read("Gemfile", BUNDLE)) == [
            (line, Why.UNRESOLVED) for line in (20, 21, 23, 25, 28, 29)
        ]

    def test_gems_tell_what_is_used(self) -> None:
        assert traits(gemfile.read("Gemfile", BUNDLE)) == {
            "language.ruby": 2,
            "framework.rails": 5,
            "datastore.postgresql": 6,
        }


class TestBlocks:
    def test_what_a_source_holds_counts(self) -> None:
        manifest = gemfile.read("Gemfile", 'source "https://gems.example.org" do\n  gem "pay", "1"\nend\n')
        assert dependencies(manifest) == [(2, "pay", "1")]
        assert unread(manifest) == []

    def test_what_only_running_would_tell_is_named(self) -> None:
        manifest = gemfile.read("Gemfile", 'case RUBY_ENGINE\nwhen "jruby"\n  gem "jdbc"\nend\n')
        assert conditions(manifest) == {"jdbc": "case RUBY_ENGINE"}
        assert unread(manifest)[0] == (1, Why.UNRESOLVED)

    def test_those_that_nest_too_deep_close_all_the_same(self) -> None:
        text = "group :test do\n" * 80 + 'gem "rspec"\n' + "end\n" * 80 + 'gem "rails"\n'
        manifest = gemfile.read("Gemfile", text)
        assert dependencies(manifest) == [(81, "rspec", ""), (162, "rails", "")]
        assert developers(manifest) == {"rspec"}


class TestSentences:
    def test_a_name_that_is_computed_is_named(self) -> None:
        manifest = gemfile.read("Gemfile", 'gem "shop-#{edition}"\ngem ""\n')
        assert dependencies(manifest) == []
        assert unread(manifest) == [(1, Why.UNRESOLVED), (2, Why.UNRESOLVED)]

    def test_one_longer_than_anybody_writes_is_not_read(self) -> None:
        manifest = gemfile.read("Gemfile", 'gem "a", ' + '"1", ' * 500 + '"2"\ngem "b"\n')
        assert dependencies(manifest) == [(2, "b", "")]
        assert unread(manifest) == [(1, Why.TOO_LARGE)]


class TestLock:
    def test_every_gem_of_others_has_its_version_and_its_way(self) -> None:
        manifest = gemfile_lock.read("Gemfile.lock", LOCK)
        assert dependencies(manifest) == [
            (10, "nokogiri", "1.18.1"),
            (12, "racc", "1.8.1"),
            (13, "rack", "3.1.8"),
            (14, "rails", "8.0.1"),
        ]
        assert chains(manifest) == {
            "nokogiri": ("rails",),
            "racc": ("rails", "nokogiri"),
            "rack": (),
            "rails": (),
        }

    def test_a_build_for_a_platform_counts_on_it(self) -> None:
        assert conditions(gemfile_lock.read("Gemfile.lock", LOCK)) == {"nokogiri": "x86_64-linux"}

    def test_a_line_of_no_form_is_named(self) -> None:
        assert unread(gemfile_lock.read("Gemfile.lock", LOCK)) == [(16, Why.SYNTAX)]
