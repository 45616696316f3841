from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Record, pack
from kg.names import KG, TYPE, iri, local_name
from tests.conftest import ReadData

SOURCE = "kind: Source\ntitle: A report\npublisher: A paper\nsourceType: news\n"
ACME = "kind: Company\nname: Acme\n"
APP = """kind: Platform
name: {en: App}
category: messenger
statements:
  - kind: Operation
    operator: acme
    from: 2014
    sources: [{ref: paper, at: par. 1}]
"""
NAME, CITED = "name: {en: App}", "{ref: paper, at: par. 1}"
GOOD = {"paper.yaml": SOURCE, "acme.yaml": ACME, "app.yaml": APP}


def test_good_data_has_no_findings_and_every_value_its_place(read_data: ReadData) -> None:
    reading = read_data(GOOD)
    assert reading.findings == []
    operation = next(r for r in reading.records if local_name(r.kind) == "Operation")
    assert operation.fields[iri(KG + "platform")] == ["<https://w3id.org/walled-gardens/id/app>"]
    mark = operation.mark_of(iri(KG + "operator"))
    assert (mark.line, mark.column) == (6, 15)
    assert operation.fields[TYPE] == [iri(KG + "Operation")]


TERMS = st.dictionaries(st.sampled_from("pqr"), st.lists(st.sampled_from("xyz"), max_size=3), max_size=3)


@given(TERMS, TERMS, st.integers(0, 12))
def test_the_place_of_a_value_is_its_own_else_that_of_its_key_else_of_the_record(
    fields: dict[str, list[str]], says: dict[str, list[str]], known: int
) -> None:
    record = Record("s", "k", fields, "a.yaml", pack(99, 1), says=says)
    written = [(key, value) for group in (fields, says) for key, values in group.items() for value in values]
    record.places.extend(pack(line, 1) for line in range(min(known, len(written))))
    places = written[: len(record.places)]  # of what could not be read there may be fewer
    for key, value in product("pqrs", [None, *"xyz"]):
        exact = [line for line, pair in enumerate(places) if pair == (key, value)]
        near = [line for line, (name, _) in enumerate(places) if name == key]
        assert record.mark_of(key, value).line == [*exact, *near, 99][0]


def change(name: str, old: str, new: str) -> dict[str, str]:
    assert old in GOOD[name]
    return {**GOOD, name: GOOD[name].replace(old, new)}


@pytest.mark.parametrize(
    ("files", "code", "line", "column", "words"),
    [
        (change("acme.yaml", "name:", "nmae:"), "KG204", 2, 1, "did you mean `name`?"),
        (change("acme.yaml", "Company", "Compny"), "KG202", 1, 7, "did you mean `Company`?"),
        (change("acme.yaml", "kind: Company\n", ""), "KG201", 1, 1, "kind"),
        (change("acme.yaml", "Company", "Thing"), "KG203", 1, 7, "such as"),
        (change("acme.yaml", "Acme\n", "Acme\nid: acme-inc\n"), "KG206", 3, 5, "acme"),
        (change("app.yaml", "messenger", "mesenger"), "KG211", 3, 11, "did you mean `messenger`?"),
        (change("app.yaml", "operator: acme", "operator: acne"), "KG208", 6, 15, "did you mean `acme`?"),
        (
            change("app.yaml", "operator: acme", "operator: zzz"),
            "KG208",
            6,
            15,
            "make a file `zzz.yaml` of kind Collective, Company, Person or PublicBody",
        ),
        (change("app.yaml", "operator: acme", "operator: Acme"), "KG205", 6, 15, "mean `acme`?"),
        (change("app.yaml", "operator: acme", "operator: Zeta Inc"), "KG205", 6, 15, "perhaps `zeta-inc`"),
        (
            {
                **change("app.yaml", "operator: acme", "operator: \u963f\u514b"),
                "acme.yaml": ACME + "alias: {zh: \u963f\u514b}\n",
            },
            "KG205",
            6,
            15,
            "mean `acme`?",
        ),
        (change("app.yaml", "from: 2014", "from: 2014-02-29"), "KG210", 7, 11, "does not exist"),
        (change("app.yaml", "from: 2014", "from: ~"), "KG215", 7, 11, "give one, or remove the key"),
        (
            change("app.yaml", "operator: acme", "operator: #acme"),
            "KG215",
            6,
            14,
            "give one",
        ),
        (
            change("app.yaml", "operator: acme", "operator: {id: acme}"),
            "KG209",
            6,
            15,
            "only the id or word: `acme`",
        ),
        (
            change("app.yaml", "category: messenger", "category: {payment: yes}"),
            "KG209",
            3,
            11,
            "word: `payment`",
        ),
        (
            change("app.yaml", "category: messenger", "category: [[payment]]"),
            "KG209",
            3,
            12,
            "inner brackets",
        ),
        (
            change("app.yaml", "category: messenger", "category: social media"),
            "KG211",
            3,
            11,
            "did you mean `social-",
        ),
        (change("app.yaml", "at: par. 1", "says: {sources: x}"), "KG216", 8, 35, "leave it out"),
        (
            change("app.yaml", "from: 2014", "from: late November 2014"),
            "KG210",
            7,
            11,
            "write 2014-11, as exact",
        ),
        (change("app.yaml", "{ref: paper", "{ref paper"), "KG204", 8, 16, "did you mean `ref: paper`?"),
        (
            change("app.yaml", "name: {en: App}", "name:\nen: App"),
            "KG204",
            3,
            1,
            "its key: `name: {en: ...}`",
        ),
        (change("app.yaml", "ref: paper", "ref: A report"), "KG205", 8, 21, "did you mean `paper`?"),
        (change("app.yaml", "messenger", "category:messenger"), "KG211", 3, 11, "did you mean `messenger`?"),
        (change("app.yaml", "kind: Platform", "kind: App"), "KG202", 1, 7, "did you mean `Platform`?"),
        (change("acme.yaml", "Company", "Organizations"), "KG202", 1, 7, "did you mean `Company`?"),
        (change("app.yaml", "category:", "cate gory:"), "KG204", 3, 1, "did you mean `category`?"),
        (change("app.yaml", "{en: App}", "{App}"), "KG212", 2, 8, "write {en: App}, or take"),
        (change("app.yaml", "{en: App}", "#app"), "KG215", 2, 6, "a text that begins with # needs quotes"),
        (change("app.yaml", CITED, "'paper, par. 1'"), "KG209", 8, 15, "at: par. 1}"),
        (change("app.yaml", CITED, "{paper: par. 1}"), "KG204", 8, 16, CITED),
        (
            change("app.yaml", "{ref: paper", "{rank: normal, ref: paper"),
            "KG204",
            8,
            16,
            "outside of the { }",
        ),
        (change("app.yaml", "{ref: paper, at", "{ref: paper, page"), "KG204", 8, 28, "did you mean `at`?"),
        (change("app.yaml", "{ref", "{url: x, ref"), "KG204", 8, 16, "file of its own"),
        (change("app.yaml", "from: 2014", "says: {from: 2014}"), "KG204", 7, 5, "a citation"),
        (change("app.yaml", NAME, f"{NAME}\nname_zh: X"), "KG204", 3, 1, "`name: {zh: ...}`"),
        (change("app.yaml", NAME, f"{NAME}\nurl: x"), "KG204", 3, 1, "mean `website`?"),
        (change("app.yaml", NAME, f"{NAME}\nrank: normal"), "KG204", 3, 1, "of statements"),
        (change("app.yaml", NAME, f"{NAME}\nshare: 5"), "KG204", 3, 1, "- kind: Stake"),
        (change("app.yaml", NAME, "n\u0430me: {en: App}"), "KG204", 2, 1, "cyrillic small letter a"),
        (change("app.yaml", "from: 2014", "from: n/a"), "KG210", 7, 11, "leave the key out if"),
        (change("app.yaml", "operator: acme", "operator: acme, beta"), "KG205", 6, 15, "[acme, beta]"),
        (change("app.yaml", "operator: acme", "operator: acme\uff0cbeta"), "KG205", 6, 15, "[acme, beta]"),
        (change("app.yaml", "operator: acme", "operator: ac\u2013me"), "KG205", 6, 15, "write `ac-me`"),
        (change("app.yaml", "operator: acme", "operator: ???"), "KG205", 6, 15, "find out whose id"),
        (change("app.yaml", "messenger", "founded"), "KG211", 3, 11, "a word for `milestone`"),
        (change("app.yaml", "messenger", "payment and messenger"), "KG211", 3, 11, "[payment, messenger]"),
        (change("app.yaml", "messenger", "messengers, mostly"), "KG211", 3, 11, "`messenger`?"),
        (
            change("app.yaml", "- kind: Operation\n    operator", "- operator"),
            "KG201",
            5,
            5,
            "kind: Operation",
        ),
        (change("app.yaml", "from: 2014", "from: {a: b}"), "KG209", 7, 11, "not a map"),
        (change("app.yaml", "from: 2014", "mechanism: link-block"), "KG204", 7, 5, "key of"),
        (change("app.yaml", "{ref: paper, at: par. 1}", "paper"), "KG209", 8, 15, "write {ref: paper}"),
        (change("app.yaml", "at: par. 1", "says: {form: 2015}"), "KG216", 8, 35, "did you mean `from`?"),
        (change("app.yaml", "kind: Operation", "kind: Company"), "KG203", 5, 11, "file of its own"),
        (change("app.yaml", "{en: App}", "{eng: App}"), "KG212", 2, 8, "en"),
        (
            change("app.yaml", "    from", "    platform: app2\n    from"),
            "KG217",
            7,
            15,
            "`platform` is left out",
        ),
        (change("app.yaml", "{en: App}", "{en:App}"), "KG212", 2, 8, "did you mean `en: App`?"),
        (change("app.yaml", "{en: App}", "{en\uff1aApp}"), "KG212", 2, 8, "full-width"),
        (change("app.yaml", "ref: paper", "ref:paper"), "KG204", 8, 16, "did you mean `ref: paper`?"),
        (change("app.yaml", "at: par. 1", "says: {from:2015}"), "KG216", 8, 35, "did you mean `from: 2015`?"),
        (change("acme.yaml", ACME, "kind\uff1aCompany\n"), "KG200", 1, 1, "full-width"),
        (change("acme.yaml", "kind:", "type:"), "KG201", 1, 1, "write `kind: Company` for `type: Company`"),
        (
            change("acme.yaml", "Company", "Acquisition"),
            "KG202",
            1,
            7,
            "`kind: Deal` with `dealType: acquisition`",
        ),
        (
            change("acme.yaml", "Acme\n", "Acme\nowner: app\n"),
            "KG204",
            3,
            1,
            "`- kind: Stake`, under `statements`",
        ),
        (
            change("acme.yaml", "Acme\n", "Acme\nfounded: 2001\n"),
            "KG204",
            3,
            1,
            "with `milestone: founded`, under",
        ),
        (change("app.yaml", "{ref: paper, at", "{source: paper, at"), "KG204", 8, 16, "did you mean `ref`?"),
        (change("app.yaml", "{ref: paper, at: par. 1}", "https://x.example"), "KG209", 8, 15, "this `url`"),
        (
            change("app.yaml", "operator: acme", "operator: \u5fae\u4fe1"),
            "KG205",
            6,
            15,
            "`kg find \u5fae\u4fe1`",
        ),
        (change("app.yaml", "{en: App}", "{english: App}"), "KG212", 2, 8, "did you mean `en`?"),
        (
            change("app.yaml", "operator: acme", "at: acme"),
            "KG204",
            6,
            5,
            "it is a key of Citation: indent it",
        ),
        (change("app.yaml", "{ref", "{kind: Citation, ref"), "KG204", 8, 16, "leave it out"),
        (
            change("app.yaml", "[{ref: paper, at: par. 1}]", "\n      - ref: paper\n      - at: x"),
            "KG301",
            10,
            9,
            "each dash begins another",
        ),
        (
            change("app.yaml", "{ref: paper, at: par. 1}", "{ref: paper}, {at: x}"),
            "KG301",
            8,
            29,
            "put all keys of one into one { }",
        ),
        (
            change("app.yaml", "ref: paper, at", "ref= paper, at"),
            "KG204",
            8,
            16,
            "did you mean `ref: paper`?",
        ),
        (change("acme.yaml", "Acme\n", "Acme\nName: A\n"), "KG204", 3, 1, "did you mean `name`?"),
        (
            change("app.yaml", "    from", "    id: acme\n    from"),
            "KG207",
            5,
            5,
            "give this one another `id:`",
        ),
        (change("app.yaml", "messenger", "IM"), "KG211", 3, 11, "kg schema words category"),
        ({**GOOD, "Bad Name.yaml": ACME}, "KG205", 1, 1, "cannot be an id"),
        ({**GOOD, "more/acme.yaml": ACME}, "KG207", 1, 1, "unique"),
        ({**GOOD, "list.yaml": "- a\n- b\n"}, "KG200", 1, 1, "one record"),
    ],
)
def test_a_mistake_is_found_at_its_place(
    read_data: ReadData, files: dict[str, str], code: str, line: int, column: int, words: str
) -> None:
    found = [f for f in read_data(files).findings if f.code == code]
    assert found, f"no finding {code}"
    finding = found[0]
    assert (finding.mark.line, finding.mark.column) == (line, column)
    assert words in f"{finding.message} {finding.hint}"


def test_all_errors_of_a_run_are_said(read_data: ReadData) -> None:
    files = {
        **GOOD,
        "acme.yaml": "kind: Company\nnmae: Acme\ncountry: China\n",
        "app.yaml": APP.replace("acme", "acne").replace("2014", "2014-13"),
    }
    codes = {f.code for f in read_data(files).findings}
    assert codes == {"KG204", "KG306", "KG208", "KG210"}  # that `name` is missing follows from the first


def test_an_id_is_stable_when_a_share_or_a_source_is_edited_and_changes_with_what_identifies(
    read_data: ReadData,
) -> None:
    def stake(more: str) -> str:
        text = f"{ACME}statements:\n  - kind: Stake\n    owner: acme\n    owned: beta\n    {more}\n"
        files = {"paper.yaml": SOURCE, "beta.yaml": ACME, "acme.yaml": text}
        records = read_data(files).records
        return next(r.subject for r in records if local_name(r.kind) == "Stake")

    first = stake("share: 10\n    from: 2014\n    sources: [{ref: paper}]")
    assert stake("share: 12\n    from: 2014\n    sources: [{ref: paper, at: par. 2}]") == first
    assert stake("share: 10\n    from: 2015\n    sources: [{ref: paper}]") != first


def test_two_statements_with_one_identity_ask_for_an_id(read_data: ReadData) -> None:
    twice = APP + APP[APP.index("  - kind: Operation") :]
    found = [f for f in read_data({**GOOD, "app.yaml": twice}).findings if f.code == "KG207"]
    assert [f.mark.line for f in found] == [9]
    assert "explicit `id:`" in found[0].hint
    assert found[0].related[0][0].line == 5


def test_yaml_words_are_what_the_field_makes_of_them(read_data: ReadData) -> None:
    files = {**GOOD, "acme.yaml": "kind: Company\nname: {en: no, zh: 1e3}\nalias: [on, 0123, '~']\n"}
    reading = read_data(files)
    assert reading.findings == []
    acme = next(r for r in reading.records if r.subject.endswith("/acme>"))
    assert acme.fields[iri(KG + "name")] == ['"no"@en', '"1e3"@zh']
    assert acme.fields[iri(KG + "alias")] == ['"on"@en', '"0123"@en', '"~"@en']


@pytest.mark.parametrize("key", ["kind: Citation", "statements: []"])
def test_a_citation_has_no_kind_and_no_statements(read_data: ReadData, key: str) -> None:
    files = change("app.yaml", "{ref: paper, at: par. 1}", "{ref: paper, " + key + "}")
    assert [f.code for f in read_data(files).findings] == ["KG204"]


@pytest.mark.parametrize(
    "files",
    [
        change("app.yaml", "sources: [{ref: paper, at: par. 1}]", "sources: []"),
        change("app.yaml", "operator: acme", "operator: []"),
        change("app.yaml", "at: par. 1", "says: {}"),
        change("acme.yaml", "name: Acme", "name: {}"),
    ],
)
def test_an_empty_list_or_map_is_no_value(read_data: ReadData, files: dict[str, str]) -> None:
    assert "KG215" in {f.code for f in read_data(files).findings}


def test_a_reference_to_a_file_that_cannot_be_read_is_not_called_dangling(read_data: ReadData) -> None:
    files = {**GOOD, "acme.yaml": "kind: Company\nname: [Acme\n"}
    codes = [f.code for f in read_data(files).findings]
    assert codes
    assert "KG208" not in codes
