"""YAML with its lines, by what goes wrong with it."""

import pytest

from bot.assessment.manifests.shapes import Unread, Why
from bot.assessment.manifests.source import MOST_TEXT, opened
from bot.assessment.manifests.tree import Node, Row, Scalar, at, every, items, pairs, word
from bot.assessment.manifests.yaml_lines import documents


def read(text: str) -> tuple[tuple[Node, ...], list[tuple[int, Why]]]:
    roots, unread = documents(opened("a.yaml", text))
    return roots, [(each.at.line, each.why) for each in unread]


def test_each_document_keeps_its_lines() -> None:
    roots, unread = read("%YAML 1.2\n---\na: 1\n--- {b: 2}\n...\n# only a word\n---\nc:\n  - 3\n")
    assert [pairs(each)[0][0] for each in roots] == [Scalar(3, "a"), Scalar(4, "b"), Scalar(8, "c")]
    assert unread == []


def test_a_line_of_nothing_but_a_tab_breaks_nothing() -> None:
    (root,), unread = read("a: 1\n\t\nb: 2\n")
    assert [each.text for each, _ in pairs(root)] == ["a", "b"]
    assert unread == []


def test_tags_build_nothing_and_stay_with_their_words() -> None:
    (root,), _ = read('a: !!python/object/apply:os.system ["true"]\nb: !Ref Size\nc: !!str 5\n')
    assert word(root, "b") == Scalar(2, "Size", "!Ref")
    assert word(root, "c") == Scalar(3, "5")
    assert isinstance(at(root, "a"), Row)


class TestAnchors:
    def test_a_merge_brings_what_the_table_does_not_say_itself(self) -> None:
        (root,), _ = read(
            "base: &b {memory: 1, size: 2}\nmine:\n  <<: [*b, {size: 3, colour: red}]\n  memory: 4\n"
        )
        mine = {
            name.text: (value.line, value.text)
            for name, value in pairs(at(root, "mine"))
            if isinstance(value, Scalar)
        }
        assert mine == {"memory": (4, "4"), "size": (1, "2"), "colour": (3, "red")}

    def test_a_tree_that_would_blow_up_is_refused(self) -> None:
        laughs = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
        laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
        (root,), unread = read("\n".join(laughs))
        assert Why.TOO_DEEP in {why for _, why in unread}
        assert len(list(every(root, "a3"))) == 9

    def test_an_alias_within_what_is_too_deep_is_passed_over(self) -> None:
        (root,), unread = read(f"a: &a 1\nb: {'[' * 80}*a{']' * 80}\nc: *a\n")
        assert word(root, "c") == Scalar(1, "1")
        assert unread == [(2, Why.TOO_DEEP)]

    @pytest.mark.parametrize("text", ["a: *nobody\n", "a: &a [*a]\n"])
    def test_an_alias_of_nothing_is_named(self, text: str) -> None:
        assert read(text)[1] == [(1, Why.SYNTAX)]


class TestBroken:
    def test_lines_that_break_are_named_and_the_rest_is_read(self) -> None:
        (root,), unread = read("a: 1\nb: [1\nc: 2\n\td: 3\ne: 4\n")
        assert {name.text for name, _ in pairs(root)} >= {"a", "e"}
        assert unread
        assert {why for _, why in unread} == {Why.SYNTAX}

    def test_a_broken_document_does_not_break_the_next(self) -> None:
        roots, unread = read("a: 'never closed\n---\nb: 2\n")
        assert [name.text for each in roots for name, _ in pairs(each)] == ["b"]
        assert unread == [(1, Why.SYNTAX)]

    def test_what_breaks_at_a_line_that_was_blanked_is_named_where_it_was_last_written(self) -> None:
        (root,), unread = read("a: 1\nb: [2,\n@c\n")
        assert word(root, "a") == Scalar(1, "1")
        assert unread == [(3, Why.SYNTAX), (2, Why.SYNTAX)]

    def test_a_document_is_read_again_only_so_often(self) -> None:
        _, unread = read("a: ]\n" * 9)
        assert unread == [*((line, Why.SYNTAX) for line in range(1, 9)), (8, Why.TOO_MANY)]

    def test_a_long_document_is_read_again_only_so_often(self) -> None:
        _, unread = read("a: ]\n" * 8 + "b: 1\n" * 300_000)
        assert unread == [*((line, Why.SYNTAX) for line in range(1, 5)), (4, Why.TOO_MANY)]

    def test_controls_and_unknown_line_ends_move_no_line(self) -> None:
        (root,), _ = read("a: x\x85y\x07\u2028z\nb: 2\n")
        assert word(root, "b").line == 2


class TestTemplates:
    def test_braces_are_masked_on_their_line(self) -> None:
        (root,), unread = read(
            '{{- if .Values.on }}\na: "{{ .Values.a }}:1"\n{{- end }}\nb: {{ .Values.b }}\n'
        )
        assert word(root, "a").unresolved
        assert (word(root, "b").line, word(root, "b").unresolved) == (4, True)
        assert unread == [(1, Why.UNRESOLVED)]


class TestBounds:
    @pytest.mark.parametrize(
        "text", ["[" * 300_000, "{a: " * 100_000, "- " * 200_000, "? " * 200_000, "[{" * 200_000]
    )
    def test_depth(self, text: str) -> None:
        assert (1, Why.TOO_DEEP) in read(text)[1]

    def test_a_table_deeper_than_anybody_means_is_left_out_and_its_neighbours_kept(self) -> None:
        (root,), unread = read(f"a: {'[' * 80}{']' * 80}\nb: 2\n")
        assert word(root, "b") == Scalar(2, "2")
        assert unread == [(1, Why.TOO_DEEP)]

    def test_nodes(self) -> None:
        (root,), unread = read("- x\n" * 20_000 + "- &a [" + "1," * 15_000 + "]\n- [" + "*a," * 30 + "]\n")
        assert len(items(root)) >= 20_000
        assert Why.TOO_DEEP in {why for _, why in unread}

    def test_documents(self) -> None:
        roots, unread = read("--- a\n" * 2_000)
        assert (len(roots), unread) == (1_000, [(1_001, Why.TOO_MANY)])

    def test_text(self) -> None:
        source = opened("a.yaml", "a: b\n" * 500_000)
        assert source.unread == (Unread(source.at(MOST_TEXT // 5), Why.TOO_LARGE),)
        assert len(source.text) <= MOST_TEXT
