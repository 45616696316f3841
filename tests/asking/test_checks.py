"""The checks of `ontology/checks/`: quiet once the mistake is mended, and about what is not quite one.

That each finds its mistake, once and at its place, is tested with the catalogue (`tests/test_broken.py`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg.asking.checks
from kg import checking
from kg.asking.checks import Check, answers_of, findings_of, in_words, read_by, read_checks
from kg.dates import FIRST_DAY, iso_day, parse_date
from kg.errors import OntologyError
from kg.graph import Store
from kg.model import Finding, Mark, Record, Severity, Triple
from kg.names import KG, TRUE, XSD, iri
from kg.project import find
from kg.reasoning.holdings import Holding
from kg.vocabulary import Vocabulary
from kg.vocabulary import load as read_vocabulary
from tests.conftest import CATALOGUE, ROOT, MakeProject
from tests.reasoning.on_a_day import first_excess

TWO = "sources: [{ref: paper, at: par. 8}, {ref: agency, at: par. 8}]"
PREFIXES = {"kg": KG, "graph": "urn:graph/"}
UNTIL_THEN = "share: 60\n    from: 2012\n    until: 2014"


@cache
def shipped() -> dict[str, Check]:
    """The checks of the shipped ontology, by code."""
    return {check.code: check for check in read_checks(ROOT / "ontology")}


@pytest.fixture(autouse=True)
def one_vocabulary(monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> None:
    monkeypatch.setattr(
        "kg.vocabulary.load",
        lambda folder: vocabulary if folder == ROOT / "ontology" else read_vocabulary(folder),
    )


def changed(case: str, project: Path, file: str, old: str, new: str) -> list[str]:
    """The codes that are found in a case of the catalogue after a change in one of its files."""
    shutil.copytree(CATALOGUE / "good", project, dirs_exist_ok=True)
    data = project / "data"
    found = next(path for path in CATALOGUE.glob(f"{case}*") if path.suffix != ".expected")
    if found.is_dir():
        shutil.copytree(found, data, dirs_exist_ok=True)
    else:
        shutil.copy(found, data)
    place = data / f"{file or found.stem}.yaml"
    text = place.read_text(encoding="utf-8")
    assert old in text, text
    place.write_text(text.replace(old, new), encoding="utf-8")
    code = case[:5].upper()
    findings = checking.check(find(project)).findings
    return [f.code for f in findings if f.code == code or f.severity is Severity.ERROR]


MENDED = [
    ("kg401", "", "share: 60\n    from: 2012", UNTIL_THEN),
    ("kg401", "", "share: 60", "share: 46"),  # a point is left to rounding
    ("kg401", "", "share: 60", "share: 60\n    basis: effective-interest"),
    ("kg401", "", "share: 60", "shareMin: 20\n    shareMax: 80"),
    ("kg401", "", "share: 60", "share: 60\n    rank: deprecated"),
    ("kg401", "", "from: 2014", "from: 2011\n    until: 2012"),
    ("kg402", "", "until: 2016", "until: 2014"),
    ("kg402", "", "    until: 2016\n", ""),  # a later one takes the place of the earlier
    ("kg402", "", "until: 2016", "until: 2016\n    basis: fully-diluted"),
    ("kg402", "", "share: 20", "share: 20\n    rank: deprecated"),
    ("kg403", "epsilon", "share: 70", "share: 20"),
    ("kg403", "epsilon", "from: 2013", "from: 2010\n    until: 2012"),
    ("kg404", "epsilon", "from: 2013", "from: 2010\n    until: 2012"),
    ("kg405", "", "2009", "2010"),
    ("kg405", "", "actor: chat", "actor: beta"),
    ("kg406", "ban", "2015-03", "2013-06-01"),
    ("kg406", "ban", "2015-03", "2013"),
    ("kg406", "ban", "kind: Block", "kind: Litigation"),
    ("kg406", "ban", "date: 2015-03", "announced: 2013-05\ndate: 2015-03"),
    (
        "kg406",
        "delta",
        "- kind: Milestone",
        f"- kind: Milestone\n    milestone: relaunched\n    date: 2014\n    {TWO}\n  - kind: Milestone",
    ),
    ("kg407", "", "2013-12", "2014-06"),
    ("kg407", "", "2013-12", "2014"),
    ("kg407", "", "until: 2013-12", "until: 2014-05"),
    ("kg408", "sale", "2014-02", "2018-02"),
    ("kg408", "sale", "2014-02", "2016"),
    ("kg409", "purchase", "2014-02", "2012-02"),
    ("kg410", "", "2013-01-01", "2014-03-01"),
    ("kg410", "", "2013-01-01", "2014"),
    ("kg410", "block", "date: 2014-03", "announced: 2012\ndate: 2014-03"),
    ("kg411", "", "date: 2013", "reverses: block\ndate: 2015"),
    ("kg412", "", "2013-11", "2014-03"),
    ("kg412", "", "2013-11", "2014"),
    ("kg412", "block", "date: 2014-03", "announced: 2013-10\ndate: 2014-03"),
    ("kg413", "", "target: chat", "target: pay"),
    ("kg413", "", "kind: Block", "kind: Deal\ndealType: buy-back"),
    ("kg414", "", "reverses: kg414-refers-to-itself", "reverses: block"),
    (
        "kg415",
        "",
        "name: Delta",
        f"name: Delta\nstatements:\n  - kind: Milestone\n    milestone: founded\n    date: 2001\n    {TWO}",
    ),
    ("kg416", "block", "ref: paper", "ref: kg416-cited-nowhere"),
    ("kg417", "epsilon", "Q42", "Q43"),
    ("kg417", "epsilon", "kind: Company", "kind: Platform\ncategory: messenger"),
    ("kg418", "epsilon", "ＤＥＬＴＡ  pay", "Delta Payments"),
    ("kg418", "epsilon", "kind: Company", "kind: Platform\ncategory: messenger"),
    ("kg419", "note", "letter/", "note/"),
    ("kg421", "release", "interest: delta\n", ""),
    ("kg421", "release", "interest: delta", "interest: acme"),
    ("kg421", "release", "press-release", "filing"),
    ("kg421", "delta", "rank: preferred", "rank: normal"),
    ("kg422", "post", "blog", "news"),
    ("kg422", "delta", "rank: preferred", "rank: normal"),
    ("kg423", "", "[{ref: paper, at: par. 8}]", "[{ref: paper, at: par. 8}, {ref: agency, at: par. 1}]"),
    ("kg424", "copy", "drawsOn: agency\n", ""),
    ("kg425", "", "3000000\n", "200000000\n"),
    ("kg425", "", "asOf: 2014-06", "asOf: 2016-06"),
    ("kg425", "", "asOf: 2014-06", "asOf: 2014-06\n    scope: Brazil"),
    ("kg426", "", "850", "85"),
    ("kg426", "", "market-share", "user-growth"),
    (
        "kg427",
        "delta",
        "category: messenger",
        f"category: messenger\nstatements:\n  - kind: Operation\n    operator: acme\n    {TWO}",
    ),
    ("kg428", "", "Dеlta", "Delta Дельта"),
    ("kg429", "", "{zh: 德塔}", "{zh: 德塔, en: Delta}"),
    ("kg430", "letter", "{zh: 信}", "{zh: 信, en: A letter}"),
    ("kg431", "", "2023-05", "2022-05"),
    ("kg432", "letter", "2014-06-01", "2024-05"),
    ("kg433", "", "agreed: 2013-04-29", "agreed: 2013-04"),
    ("kg434", "", "{ref: paper, at: par. 8, stance: disputes}", "{ref: paper, at: par. 8}"),
    ("kg435", "", "country: UK", "country: GB"),
    ("kg436", "", "RMB", "CNY"),
    ("kg437", "", "share: 0.31", "share: 31"),
    ("kg434", "", "sources:", "rank: deprecated\nsources:"),
    ("kg438", "", "2014-07-01", "2013-08-31"),  # what is made public some weeks later
    ("kg438", "", "2013-07-31", "2014"),
    ("kg439", "", "actor: pay", "actor: chat"),
    ("kg439", "", "target: chat", "target: pay"),
]


@pytest.mark.parametrize(("case", "file", "old", "new"), MENDED)
def test_what_is_mended_is_quiet(case: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    found = changed(case, tmp_path, file, old, new)
    assert found == []


def test_ids_that_do_not_look_alike_are_quiet(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("delta", "epsilon"):
        (tmp_path / "data" / f"{name}.yaml").write_text(f"kind: Company\nname: {name}\n", encoding="utf-8")
    assert {f.code for f in checking.check(find(tmp_path)).findings} == {"KG415"}


def test_stakes_that_are_alternatives_to_each_other_are_quiet(tmp_path: Path) -> None:
    second = "share: 30\n    alternativeTo: [first]"
    found = changed("kg402", tmp_path, "", "share: 30", second)
    assert "KG208" in found
    file = tmp_path / "data" / "kg402-two-stakes-of-one-pair.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("share: 20", "share: 20\n    id: first"))
    assert "KG402" not in {f.code for f in checking.check(find(tmp_path)).findings}


def test_every_check_is_mended_in_some_way() -> None:
    assert {case[0].upper() for case in MENDED} | {"KG420"} == shipped().keys()


# The sweep over shares, against its definition in Python.

DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2014, 1, 12))


@st.composite
def stakes(draw: st.DrawFn) -> list[Holding]:
    found = []
    for number in range(draw(st.integers(1, 7))):
        days = sorted(draw(st.sets(DAYS, min_size=2, max_size=2)))
        start = parse_date(days[0].isoformat()) if draw(st.booleans()) else None
        end = parse_date(days[1].isoformat()) if draw(st.booleans()) else None
        low = draw(st.integers(0, 100))
        found.append(
            Holding(
                f"<urn:s:{number}>", f"<urn:o:{number % 4}>", "<urn:owned>", low, low, start=start, end=end
            )
        )
    return found


def triples_of(holding: Holding) -> Iterator[Triple]:
    subject = holding.id
    yield subject, iri(KG + "owner"), holding.owner
    yield subject, iri(KG + "owned"), holding.owned
    yield subject, iri(KG + "share"), f'"{holding.low:.0f}"^^{iri(XSD + "decimal")}'
    yield subject, iri(KG + "bestRank"), TRUE
    for name, day in (("startLatest", holding.start), ("endEarliest", holding.end)):
        if day is not None:
            yield subject, iri(KG + name), f'"{day.text}"^^{iri(XSD + "date")}'


@settings(max_examples=60)
@given(stakes())
def test_shares_over_the_whole_are_found_as_the_sweep_in_python_finds_them(found: list[Holding]) -> None:
    store = Store(visible=("<urn:g>",))
    store.add("<urn:g>", [triple for holding in found for triple in triples_of(holding)])
    records = {h.id: Record(h.id, "", {}, "x.yaml", 1 << 16) for h in found}
    prefixes = {"kg": KG, "basis": KG + "basis/"}
    check = shipped()["KG401"]
    findings = list(check.findings(check.rows(store, {**prefixes, "xsd": XSD}, records), records))
    day = first_excess(found)
    assert len(findings) == (day is not None)
    if day is not None:
        assert ("from the first" if day == FIRST_DAY else f"on {iso_day(day)}") in findings[0].message


# That what is left out of the graph because no check looks at it is missed by none.


def test_every_shipped_check_says_what_it_reads() -> None:
    assert [check.name for check in shipped().values() if check.reads(PREFIXES) is None] == []


@pytest.mark.parametrize(
    "case", sorted(path.name for path in CATALOGUE.glob("kg4*") if path.suffix != ".expected")
)
def test_a_check_finds_the_same_in_the_whole_graph(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CATALOGUE / "good", tmp_path, dirs_exist_ok=True)
    if (CATALOGUE / case).is_dir():
        shutil.copytree(CATALOGUE / case, tmp_path / "data", dirs_exist_ok=True)
    else:
        shutil.copy(CATALOGUE / case, tmp_path / "data")
    project = find(tmp_path)
    of_what_is_named = checking.check(project).findings
    monkeypatch.setattr(kg.asking.checks, "read_by", lambda checks, prefixes: None)
    monkeypatch.setattr(Check, "reads", lambda check, prefixes: None)
    assert of_what_is_named == checking.check(project).findings
    assert any(finding.code == case[:5].upper() for finding in of_what_is_named)


@pytest.mark.parametrize(
    ("header", "body", "is_known"),
    [
        ("", "SELECT ?at { ?at kg:owner ?owner }", True),
        ("", "PREFIX own: <https://w3id.org/walled-gardens/ontology/> SELECT ?at { ?at own:owner ?x }", True),
        ("", "SELECT ?at ?property ?owner { ?at kg:sources/kg:owner ?owner }", True),
        ("", "SELECT ?at { ?at ?any ?owner }", False),
        ("", "SELECT ?at { ?at ?any true ; kg:owner ?owner }", False),
        ("", "SELECT ?at { ?at kg:owner* ?owner }", False),
        ("# reads: named\n", "SELECT ?at { VALUES ?any { kg:owner } ?at ?any ?owner }", True),
        ("# reads: named\n", "SELECT ?at { GRAPH <urn:graph/ontology> { ?at kg:owner ?owner } }", True),
        ("# reads: named\n", "SELECT ?at { GRAPH <urn:graph/source/x> { ?at kg:owner ?owner } }", False),
        ("# reads: named\n", "SELECT ?at { GRAPH ?any { ?at kg:owner ?owner } }", False),
    ],
)
def test_what_a_check_reads_is_known_if_it_names_it_or_says_so(
    tmp_path: Path, header: str, body: str, is_known: bool
) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "test.rq").write_text(HEADER + header + body, encoding="utf-8")
    checks = read_checks(tmp_path)
    named = read_by(checks, PREFIXES)
    assert (named is not None and iri(KG + "owner") in named) is is_known
    mixed = [*checks, *read_checks(ROOT / "ontology")]
    assert (read_by(mixed, PREFIXES) is not None) is is_known


def test_a_check_reads_what_is_named_or_everything(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="`# reads:` can only be `named`"):
        run("SELECT ?at { ?at <urn:p> 1 }", tmp_path, HEADER + "# reads: all\n")


def test_a_record_mentions_what_stands_in_any_field(tmp_path: Path) -> None:
    query = """SELECT ?at ?value {
        ?at <urn:p> "2" FILTER (fn:mentions(?at, <urn:t>) && fn:mentioned(<urn:t>) && !fn:mentioned(<urn:u>)) }"""
    assert [f.message for f in run(query, tmp_path)] == ["`a` has ?"]
    assert run(query.replace("?at, <urn:t>", "?at, <urn:u>"), tmp_path) == []
    assert run(query.replace("?at, <urn:t>", "<urn:id/b>, <urn:t>"), tmp_path) == []
    assert run(query.replace("?at, <urn:t>", '?at, "1"'), tmp_path) == []  # a text is no thing


def test_the_kind_of_a_record_is_what_its_file_says(tmp_path: Path) -> None:
    query = "SELECT ?at ?value { VALUES ?at { <urn:id/a> <urn:id/b> } FILTER (fn:kind(?at) = %s) }"
    assert len(run(query % "<urn:k>", tmp_path)) == len(RECORDS)
    assert run(query % "fn:kind(<urn:id/c>)", tmp_path) == []


# How a check file is read and run.

HEADER = """# code: KG499
# name: A test
# severity: warning
# problem: Something.
# message: {at} has {value}
# related: beside {other}
# solution: mend it
# example: x
"""
RECORDS = [
    Record(
        "<urn:id/a>", "<urn:k>", {"<urn:p>": ['"1"', '"2"'], "<urn:q>": ["<urn:t>"]}, "a.yaml", (2 << 16) + 1
    ),
    Record("<urn:id/b>", "<urn:k>", {"<urn:p>": ['"1"']}, "b.yaml", (1 << 16) + 1),
]
for record, columns in zip(RECORDS, ((7, 9), (7,)), strict=True):
    record.places.extend((3 << 16) + column for column in columns)


def run(query: str, folder: Path, header: str = HEADER) -> list[Finding]:
    (folder / "checks").mkdir(exist_ok=True)
    (folder / "checks" / "test.rq").write_text(header + query, encoding="utf-8")
    store = Store(visible=("<urn:g>",))
    store.add("<urn:g>", [(r.subject, "<urn:p>", v) for r in RECORDS for v in r.fields["<urn:p>"]])
    checks = read_checks(folder)
    return findings_of(checks, answers_of(checks, store, {}, RECORDS), RECORDS)


def test_a_finding_stands_at_the_value_and_gathers_all_other_ends(tmp_path: Path) -> None:
    found = run(
        """SELECT ?at (<urn:p> AS ?property) ?value ?related ?other (<urn:p> AS ?relatedProperty) {
             ?at <urn:p> ?value FILTER (?value = "2") ?related <urn:p> ?other }""",
        tmp_path,
    )
    assert [(f.mark, f.message, f.hint, f.shape) for f in found] == [
        (Mark("a.yaml", 3, 9), "`a` has 2", "mend it", "test")
    ]
    assert found[0].related == (
        (Mark("a.yaml", 3, 7), "beside 1"),
        (Mark("a.yaml", 3, 7), "beside 2"),
        (Mark("b.yaml", 3, 7), "beside 1"),
    )


def test_a_row_without_a_record_is_no_finding_and_an_unbound_column_is_a_question_mark(
    tmp_path: Path,
) -> None:
    found = run("SELECT ?at ?value { VALUES ?at { <urn:id/b> <urn:id/other> } }", tmp_path)
    assert [(f.mark, f.message) for f in found] == [(Mark("b.yaml", 1, 1), "`b` has ?")]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# solution: mend it\n", "", "lacks `# solution"),
        ("warning", "grave", "severity is"),
        ("KG499", "KG208", "the program's own"),
    ],
)
def test_a_wrong_header_is_an_error(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(OntologyError, match=words):
        run("SELECT ?at {}", tmp_path, HEADER.replace(old, new))


def test_two_checks_of_one_code_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    for name in ("a", "b"):
        (tmp_path / "checks" / f"{name}.rq").write_text(HEADER + "SELECT ?at {}", encoding="utf-8")
    with pytest.raises(OntologyError, match="taken by a"):
        read_checks(tmp_path)


def test_a_check_selects_at_and_is_sparql(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="selects \\?at"):
        run("SELECT ?x {}", tmp_path)
    for query in ("ASK {}", "SELECT ?at { BIND (fn:unknown(1) AS ?at) }"):
        with pytest.raises(OntologyError, match=r"test\.rq: "):
            run(query, tmp_path)
    with pytest.raises(OntologyError, match=r"test\.rq:10:6: .*\n      \) \}\n         \^"):
        run("SELECT ?at {\n  ) }", tmp_path)


def test_a_message_speaks_of_columns_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"test\.rq: `message` speaks of \{value\}"):
        run("SELECT ?at { ?at ?p ?vlaue }", tmp_path)


@pytest.mark.parametrize(
    ("term", "words"), [("<https://example.org/id/x>", "`x`"), ('"a \\"b\\""@en', 'a "b"'), ("", "?")]
)
def test_terms_are_told_as_a_curator_writes_them(term: str, words: str) -> None:
    assert in_words(term) == words


def test_a_project_may_have_checks_of_its_own(make_project: MakeProject) -> None:
    shutil.copytree(ROOT / "ontology", make_project({}).root / "ontology")
    project = make_project(
        {
            "ontology/checks/shouting.rq": HEADER.replace("{at} has {value}", "{value} is shouting")
            + "SELECT ?at (kg:name AS ?property) ?value { ?at kg:name ?value FILTER (?value = UCASE(?value)) }",
            "data/acme.yaml": "kind: Company\nname: ACME\n",
        }
    )
    found = [f for f in checking.check(project).findings if f.code == "KG499"]
    assert [(f.mark.line, f.mark.column, f.message) for f in found] == [(2, 7, "ACME is shouting")]
