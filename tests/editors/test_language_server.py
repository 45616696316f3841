from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.vocabulary import Vocabulary
from kg.vocabulary.json_schema import json_schema_text
from tests.conftest import ROOT, TINY
from tests.editors.language_server import LanguageServer, server_file

BLOCK = """kind: Block
actor: weibo
target: wechat
mechanism: link-block
date: 2014-11-25
sources: [{ref: agency}]
"""


@pytest.fixture(scope="module")
def server(
    vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LanguageServer, Path]]:
    """A server whose documents find the schema by the modeline that `kg new` writes."""
    script = server_file()
    folder = tmp_path_factory.mktemp("project")
    (folder / "kg.schema.json").write_text(json_schema_text(vocabulary), encoding="utf-8")
    (folder / "data" / "actions").mkdir(parents=True)
    with LanguageServer(script, {}) as running:
        yield running, folder


class Document:
    """A text in the editor, with the modeline as its first line."""

    _count = 0

    def __init__(self, server: tuple[LanguageServer, Path], text: str) -> None:
        Document._count += 1
        self.server, folder = server
        self.address = (folder / "data" / "actions" / f"document-{self._count}.yaml").as_uri()
        self.text = f"# yaml-language-server: $schema=../../kg.schema.json\n{text}"
        self.problems = {
            (said["range"]["start"]["line"], said["message"])
            for said in self.server.open(self.address, self.text)
        }

    def _place(self, marker: str) -> tuple[int, int]:
        before = self.text.split(marker)[0] + marker
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def words_after(self, marker: str) -> dict[str, str]:
        """What the editor proposes behind a text, with the explanation."""
        items = self.server.completions(self.address, *self._place(marker))
        return {label: str(item.get("documentation") or "") for label, item in items.items()}

    def hover(self, marker: str) -> str:
        line, column = self._place(marker)
        return self.server.hover(self.address, line, column - 1)


Server = tuple[LanguageServer, Path]


def test_the_keys_of_a_block_are_proposed_and_no_others(server: Server, vocabulary: Vocabulary) -> None:
    proposed = Document(server, "kind: Block\n").words_after("kind: Block\n")
    kind = vocabulary.kinds["Block"]
    assert set(kind.fields) | {"id"} == proposed.keys() - {"Block"}  # that one writes all that is required
    assert proposed["mechanism"].startswith(kind.fields["mechanism"].description)


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("kind: Block\nmechanism: ", "mechanism: "),
        ("kind: Block\nmechanism:\n  - ", "  - "),
        ("kind: Block\nmechanism: [link-block, ]", "link-block, "),
    ],
)
def test_the_words_of_a_closed_list_are_proposed_with_their_meaning(
    server: Server, vocabulary: Vocabulary, text: str, marker: str
) -> None:
    proposed = Document(server, text).words_after(marker)
    words = vocabulary.kinds["Block"].fields["mechanism"].concepts
    assert proposed.keys() == words.keys()
    assert words["link-block"].definition in proposed["link-block"]


def test_kinds_are_proposed_for_a_file_and_only_statements_within(
    server: Server, vocabulary: Vocabulary
) -> None:
    usable = {k.name: k for k in vocabulary.kinds.values() if not (k.abstract or k.embedded)}
    assert Document(server, "kind: ").words_after("kind: ").keys() == usable.keys()
    inside = Document(server, "kind: Company\nname: a\nstatements:\n  - kind: ").words_after("- kind: ")
    assert inside.keys() == {name for name, kind in usable.items() if kind.statement}


def test_keys_of_an_inline_statement_of_a_citation_and_of_what_it_says(server: Server) -> None:
    text = "kind: Company\nname: a\nstatements:\n  - kind: Stake\n    sources:\n      - ref: x\n        "
    document = Document(server, text)
    assert {"at", "stance", "says", "omits", "note"} <= document.words_after("ref: x\n        ").keys()
    said = Document(server, text + "says:\n          ").words_after("says:\n          ")
    assert {"owner", "share", "from"} <= said.keys()
    assert not {"sources", "ref", "kind"} & said.keys()


def test_languages_are_proposed(server: Server) -> None:
    assert {"en", "zh"} <= Document(server, "kind: Company\nname:\n  ").words_after("name:\n  ").keys()


def test_nothing_foolish_is_proposed_where_only_a_curator_knows(server: Server) -> None:
    assert Document(server, "kind: Block\nactor: ").words_after("actor: ") == {}
    assert Document(server, "kind: Company\nname: ").words_after("name: ") == {}


def test_hover_explains_keys_words_and_kinds(server: Server, vocabulary: Vocabulary) -> None:
    block = vocabulary.kinds["Block"]
    document = Document(server, BLOCK)
    key = document.hover("mechanism")
    assert block.fields["mechanism"].description in key
    assert "mechanism · 手段" in key
    assert "||" not in key
    assert block.fields["mechanism"].concepts["link-block"].definition in document.hover("link-block")
    assert "The id of an Agent or Platform or Audience" in document.hover("actor")
    assert block.definition in document.hover("kind: Block")


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("mechanism:", "mechansim:"), 4, "Property mechansim is not allowed."),
        (("link-block", "link-blok"), 4, "Value is not accepted. Valid values: "),
        (("actor: weibo\n", ""), 1, 'Missing property "actor".'),
        (("actor: weibo", "actor: Weibo Corp"), 2, "An id is lower-case words joined by hyphens."),
        (("2014-11-25", "2014-11-31"), 5, "Write a day that exists, as 2014, 2014-11 or 2014-11-25"),
        (("ref: agency", "rf: agency"), 6, "Property rf is not allowed."),
        (("sources: [{ref: agency}]\n", ""), 1, 'Missing property "sources".'),
        (("date:", "from: 2014\ndate:"), 5, "Property from is not allowed."),
        (
            ("date:", "amount: 5\ndate:"),
            1,
            "Object is missing property currency required by property amount.",
        ),
        (("kind: Block", "kind: Blok"), 1, "Value is not accepted. Valid values: "),
        (("kind: Block\n", ""), 1, 'Missing property "kind".'),
    ],
)
def test_a_mistake_is_marked_at_its_line(
    server: Server, change: tuple[str, str], line: int, message: str
) -> None:
    assert Document(server, BLOCK).problems == set()
    problems = Document(server, BLOCK.replace(*change)).problems
    assert any(at == line and said.startswith(message) for at, said in problems), problems


def test_good_files_have_no_marks(server: Server) -> None:
    shipped = sorted((ROOT / "data").rglob("*.yaml"))
    for file in [*sorted((TINY / "data").rglob("*.yaml")), *shipped[:: max(1, len(shipped) // 25)]]:
        assert Document(server, file.read_text(encoding="utf-8")).problems == set(), file
