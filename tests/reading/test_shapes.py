from __future__ import annotations

import pytest

from kg.model import Severity
from tests.conftest import ReadData

GOOD = {
    "paper.yaml": "kind: Source\ntitle: A report\npublisher: A paper\nsourceType: news\n",
    "acme.yaml": "kind: Company\nname: Acme\n",
    "beta.yaml": """kind: Company
name: Beta
statements:
  - kind: Stake
    owner: acme
    share: 10
    from: 2014
    sources: [{ref: paper, at: par. 1}]
""",
}


def change(name: str, old: str, new: str) -> dict[str, str]:
    assert old in GOOD[name]
    return {**GOOD, name: GOOD[name].replace(old, new)}


@pytest.mark.parametrize(
    ("files", "code", "line", "column", "words"),
    [
        (change("acme.yaml", "name: Acme\n", ""), "KG301", 1, 1, "lacks `name`"),
        (
            change("acme.yaml", "Acme\n", "Acme\ncountry: [CN, US]\n"),
            "KG302",
            3,
            15,
            "more than one `country`",
        ),
        (
            change("beta.yaml", "owner: acme", "owner: paper"),
            "KG303",
            5,
            12,
            "wants an Agent (Collective, Company",
        ),
        (change("beta.yaml", "share: 10", "share: 110"), "KG310", 6, 12, "100"),
        (
            change("beta.yaml", "    sources: [{ref: paper, at: par. 1}]\n", ""),
            "KG322",
            4,
            5,
            "cite at least one source",
        ),
        (change("acme.yaml", "Acme\n", "Acme\ncountry: China\n"), "KG306", 3, 10, "ISO 3166"),
        (change("acme.yaml", "name: Acme", "name: {en: [Acme, Akme]}"), "KG314", 2, 19, "in `en`"),
    ],
)
def test_a_shape_is_broken_at_its_value(
    read_data: ReadData, files: dict[str, str], code: str, line: int, column: int, words: str
) -> None:
    findings = read_data(files).findings
    found = [f for f in findings if f.code == code]
    assert found, [str(f) for f in findings]
    assert words in f"{found[0].message} ({found[0].hint})"
    assert found[0].severity is Severity.ERROR
    assert (found[0].mark.line, found[0].mark.column) == (line, column)


def test_what_follows_from_a_broken_value_is_not_said_again(read_data: ReadData) -> None:
    findings = read_data(change("beta.yaml", "owner: acme", "owner: nobody")).findings
    assert [f.code for f in findings] == ["KG208"]
