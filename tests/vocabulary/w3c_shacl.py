"""The W3C SHACL test suite, core part: its cases read from their manifests, and run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kg.model import Term, Triple
from kg.names import SH, TRUE, TYPE, iri, literal_parts
from kg.vocabulary.shacl import compile_shapes
from kg.vocabulary.shacl_model import sh
from kg.vocabulary.turtle_index import SUBCLASS, TripleIndex, read_turtle

MANIFEST = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HARNESS = "http://www.w3.org/ns/shacl-test#"
_ROOT = "http://suite.example/"

Row: TypeAlias = tuple[Term, Term, Term, Term, Term, Term]
"""Focus, path, value, component, severity, source shape; "" for none, "_:" for any blank node."""

RESULT = tuple(
    map(
        sh,
        ("focusNode", "resultPath", "value", "sourceConstraintComponent", "resultSeverity", "sourceShape"),
    )
)


@dataclass(frozen=True, slots=True)
class Case:
    """One test case.

    Attributes:
        name: Folder and file without suffix, e.g. `node/or-001`.
        data: The data graph.
        shapes: The shapes graph, with the class hierarchy of the data.
        conforms: The expected verdict.
        expected: The expected results; how often each, counts.
        messages: The expected messages, where the case states them.
    """

    name: str
    data: TripleIndex
    shapes: list[Triple]
    conforms: bool
    expected: Counter[Row]
    messages: Counter[str]


def cases(root: Path) -> Iterator[Case]:
    """All cases below a folder, in order of their names."""
    for file in sorted(root.rglob("*.ttl")):
        index = _read(root, file)
        for case in index.subjects(TYPE, iri(HARNESS + "Validate")):
            yield _case(root, file, index, case)


def _read(root: Path, file: Path) -> TripleIndex:
    return TripleIndex(
        read_turtle(file.read_text(encoding="utf-8"), _ROOT + file.relative_to(root).as_posix(), str(file))
    )


def _case(root: Path, file: Path, index: TripleIndex, case: Term) -> Case:
    action = index.value(case, iri(MANIFEST + "action")) or ""
    report = index.value(case, iri(MANIFEST + "result")) or ""
    data = _graph(root, index.value(action, iri(HARNESS + "dataGraph")) or "")
    shapes = _graph(root, index.value(action, iri(HARNESS + "shapesGraph")) or "")
    results = index.values(report, sh("result"))
    return Case(
        name=file.relative_to(root).with_suffix("").as_posix(),
        data=data,
        shapes=[*shapes.triples(), *(triple for triple in data.triples() if triple[1] == SUBCLASS)],
        conforms=index.value(report, sh("conforms")) == TRUE,
        expected=Counter(_row(index, result) for result in results),
        messages=Counter(
            literal_parts(text)[0] for result in results for text in index.values(result, sh("resultMessage"))
        ),
    )


def _graph(root: Path, name: Term) -> TripleIndex:
    return _read(root, root / name[1:-1].removeprefix(_ROOT))


def _row(index: TripleIndex, result: Term) -> Row:
    focus, path, value, component, severity, shape = (index.value(result, key) or "" for key in RESULT)
    inverse = index.value(path, iri(SH + "inversePath"))
    return _any(focus), f"^{inverse}" if inverse else path, _any(value), component, severity, _any(shape)


def _any(term: Term) -> Term:
    """Blank nodes of different files cannot be told to be the same."""
    return "_:" if term.startswith("_:") else term


def run(case: Case) -> tuple[Counter[Row], Counter[str]]:
    """Compile the case's shapes and validate its data.

    Returns:
        The results and their messages, each with how often it occurs.
    """
    results = list(compile_shapes(case.shapes).validate(case.data.nodes))
    rows = Counter(
        (
            _any(result.focus),
            result.path or "",
            _any(result.value or ""),
            result.component,
            result.severity,
            _any(result.source_shape),
        )
        for result in results
    )
    return rows, Counter(result.message for result in results)
