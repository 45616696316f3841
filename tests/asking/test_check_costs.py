"""No check pairs what does not belong together: twice as much data is about twice as much to look at.

Time says little on a busy machine, so what is counted is rows. The world of a check's case in the catalogue is put
beside itself several times, with other ids, names and addresses, so that no copy has to do with another. Then the
rows of each body of the check (its own, those of its sub-selects and of what it takes away) are counted, without the
filters: a pair that a filter throws out again had to be made before. Where these rows grow like the square of the
copies, the patterns are joined by nothing, or by something that all copies share, such as a word or a kind.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.asking.checks import read_checks
from kg.asking.functions import PREFIXES, functions, functions_on
from kg.graph import Store
from kg.graph.query_text import tokens
from kg.model import Term, Triple
from kg.names import KG, iri, literal, literal_parts
from kg.pipeline import Graph, reason
from kg.project import find
from kg.reading.load import load as read
from kg.reasoning.status import Asked
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as read_vocabulary
from tests.conftest import CATALOGUE, ROOT

COPIES = 6
CITED = "sources: [{ref: copied, at: p. 1}, {ref: paper, at: p. 1, stance: disputes}]"
ALONGSIDE = {
    "copied": "kind: Source\ntitle: A copy\npublisher: A copier\ndate: 2021\nsourceType: news\ndrawsOn: paper\n"
    "url: https://copy.example/1\naccessed: 2022-01-01\ninterest: gamma\n",
    "omega": "kind: Company\nname: Omega\nstatements:\n"
    "  - kind: Stake\n    id: omega-stake\n    owner: gamma\n    share: 40\n    basis: economic-interest\n"
    f"    shareClass: A\n    from: 2015\n    until: 2016\n    startedBy: shut\n    {CITED}\n"
    "  - kind: Stake\n    owner: beta\n    share: 30\n    alternativeTo: omega-stake\n    rank: preferred\n"
    f"    {CITED}\n"
    "  - kind: Figure\n    metric: revenue\n    value: 30\n    unit: cny\n    scope: China\n    period: P1Y\n"
    f"    asOf: 2015\n    {CITED}\n"
    f"  - kind: Milestone\n    milestone: relaunched\n    date: 2017\n    {CITED}\n"
    f"  - kind: Assessment\n    by: paper\n    about: omega\n    gist: It will be sold.\n    {CITED}\n",
    "shut": "kind: Block\nactor: chat\ntarget: pay\nmechanism: link-block\nannounced: 2018-01\ndate: 2018-02\n"
    f"respondsTo: {{action: block, {CITED}}}\n{CITED}\n",
    "opened": f"kind: Unblock\nactor: chat\ntarget: pay\nreverses: shut\nannounced: 2019\ndate: 2019-02\n{CITED}\n",
}
"""Files that stand in each world, so that it has what the checks leave out by `OPTIONAL`, `NOT EXISTS` and `MINUS`."""

GROWTH = 2.5
"""Rows of twice as many copies for each row: 2 if the copies do not meet, nearly 4 if all do."""

TOLD_APART = tuple(iri(KG + name) for name in ("name", "alias", "title", "wikidata"))
"""Texts that each copy has of its own, as things have of which there are many."""

ADDRESS = iri(KG + "url")
DOMAIN = re.compile(r"(?=\.[a-z]+(?:/|\Z))")

BY_DOUBLES = ("KG418", "KG419", "KG420")
"""Checks that go through all things again for each double. Doubles are few, and would cost more to join: of these the
catalogue's case is there once, and what is copied is only what is right."""

CHECKS = {check.code: check for check in read_checks(ROOT / "ontology")}


def relaxed(words: Sequence[str]) -> tuple[str, list[Sequence[str]]]:
    """A body without filters, an `EXISTS` made an `OPTIONAL`, and the bodies that are evaluated by themselves.

    Args:
        words: The tokens between the braces of a body, each with the blanks before it.
    """
    kept: list[str] = []
    inner: list[Sequence[str]] = []
    at = 0
    while at < len(words):
        word = words[at].strip().upper()
        if word == "FILTER":
            at += 1
            is_negated = words[at].strip().upper() == "NOT"
            at += is_negated
            if words[at].strip().upper() == "EXISTS":
                kept.append(" OPTIONAL ")
                at += 1
                continue
            while words[at].strip() != "(":
                at += 1
            at = closing(words, at) + 1
        elif word == "MINUS":
            end = closing(words, at + 1)
            inner.append(words[at + 2 : end])
            at = end + 1
        elif word == "{" and words[at + 1].strip().upper() == "SELECT":
            end = closing(words, at)
            kept += words[at : end + 1]
            inner.append(body_of(words[at + 1 : end]))
            at = end + 1
        else:
            kept.append(words[at])
            at += 1
    return "".join(kept), inner


def body_of(select: Sequence[str]) -> Sequence[str]:
    """The tokens between the outer braces of a SELECT."""
    start = [word.strip() for word in select].index("{")
    return select[start + 1 : closing(select, start)]


def closing(words: Sequence[str], at: int) -> int:
    """Where the bracket that stands at a place is closed."""
    pairs = {"{": "}", "(": ")"}
    opening, depth = words[at].strip(), 0
    for number in range(at, len(words)):
        word = words[number].strip()
        depth += (word == opening) - (word == pairs[opening])
        if not depth:
            return number
    raise AssertionError(f"`{opening}` is not closed")


def bodies(text: str) -> Iterator[str]:
    """All bodies of a SELECT, relaxed."""
    ends = [0, *(token.end for token in tokens(text))]
    waiting = [body_of([" " * (t.start > end) + t.text for t, end in zip(tokens(text), ends, strict=False)])]
    while waiting:
        body, inner = relaxed(waiting.pop())
        waiting += inner
        yield body


def copied(triples: Sequence[Triple], base: str, count: int) -> Iterator[Triple]:
    """So many copies of what a graph says of its own things, which have nothing to do with each other."""
    own = [triple for triple in triples if triple[0].startswith(f"<{base}")]
    yield from (triple for triple in triples if not triple[0].startswith(f"<{base}"))
    for number in range(count):
        for s, p, o in own:
            value = f"{o[:-1]}-{number}>" if o.startswith(f"<{base}") else o
            if p in TOLD_APART or p == ADDRESS:
                text, datatype, language = literal_parts(o)
                new = DOMAIN.sub(str(number), text, count=1) if p == ADDRESS else f"{text}{number}"
                value = literal(new, datatype, language)
            yield f"{s[:-1]}-{number}>", p, value


def rows(body: str, triples: Sequence[Triple], rest: Mapping[Term, list[Triple]], known: Any) -> int:
    """How many rows a body has."""
    graphs = {"<urn:copies>": list(triples), **rest}
    found = Store(("<urn:copies>",), graphs).query(f"SELECT (COUNT(*) AS ?n) {{ {body} }}", *known)
    return next(int(row["n"].value) for row in found)


@cache
def vocabulary() -> Vocabulary:
    return read_vocabulary(ROOT / "ontology")


def graph_of(folder: Path, code: str = "") -> Graph:
    """The graph of what is right in the catalogue, of what stands alongside, and of the case of a code."""
    shutil.copytree(CATALOGUE / "good", folder)
    for name, text in ALONGSIDE.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    case = next(path for path in CATALOGUE.glob(f"{code.lower()}*") if path.suffix != ".expected")
    if code and case.is_dir():
        shutil.copytree(case, folder / "data", dirs_exist_ok=True)
    elif code:
        shutil.copy(case, folder / "data")
    project = find(folder)
    reading = read(project, vocabulary())
    assert not [f for f in reading.findings if f.code < "KG3"], reading.findings
    return reason(project, vocabulary(), reading, Asked())


def growth(code: str, text: str, folder: Path) -> list[float]:
    """For each body of a check, how many rows there are for each row that half as many copies have."""
    graph = graph_of(folder / "case", code)
    triples = list(graph.store.triples())
    others = {name: found for name, found in graph.store.graphs.items() if name.endswith("/ontology>")}
    known = ({**graph.prefixes, **PREFIXES}, {**functions(), **functions_on({})})
    once: list[Triple] = []
    if code in BY_DOUBLES:
        once, triples = triples, list(graph_of(folder / "good").store.triples())
    worlds = [[*once, *copied(triples, graph.project.id_base, count)] for count in (COPIES, 2 * COPIES)]
    counts = [[rows(body, world, others, known) for world in worlds] for body in bodies(text)]
    return [after / before if before else float(after > 0) for before, after in counts]


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_a_check_looks_at_twice_as_much_in_twice_as_much(code: str, tmp_path: Path) -> None:
    found = growth(code, CHECKS[code].header.text, tmp_path)
    assert min(found) > 1, f"of a body there is nothing to count: put it into ALONGSIDE ({found})"
    assert max(found) <= GROWTH, found


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("KG425", "?at kg:subject ?subject", "?at kg:subject ?other"),  # joined by nothing
        ("KG425", "?at kg:subject ?subject ; kg:value ?after ; kg:metric ?same",
         "?at kg:value ?after ; kg:metric ?metric"),
        ("KG411", "?at kg:reverses ?block", "?any kg:reverses ?block"),  # within NOT EXISTS
        ("KG402", "OPTIONAL { ?at kg:basis ?basis }", "OPTIONAL { ?any kg:basis ?basis }"),
        ("KG423", "?at kg:sources/kg:ref ?origin", "?at kg:sources/kg:ref ?other"),  # within MINUS
        ("KG405", "?any kg:milestone ?type ; kg:subject", "?any kg:milestone ?type . ?a kg:subject"),  # a sub-select
        ("KG420", "?thing a kg:Thing .", "?thing a kg:Thing . ?another a kg:Thing ."),
    ],
)  # fmt: skip
def test_a_check_that_pairs_what_does_not_belong_together_is_caught(
    code: str, old: str, new: str, tmp_path: Path
) -> None:
    text = CHECKS[code].header.text
    assert old in text
    assert max(growth(code, text.replace(old, new), tmp_path)) > GROWTH
