"""The example of each code is a mistake of that code: whoever reads `kg check --explain` learns from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import checking
from kg.asking.explanations import explanations
from kg.project import find
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from tests.conftest import CATALOGUE, ROOT

KNOWN = explanations(ROOT / "ontology")

IN_WORDS = {
    *("KG001", "KG002", "KG003", "KG004", "KG005", "KG006", "KG007", "KG008", "KG009", "KG010", "KG011"),
    *(
        "KG117",
        "KG120",
        "KG121",
        "KG123",
        "KG124",
        "KG125",
        "KG140",
        "KG207",
        "KG217",
        "KG301",
        "KG304",
        "KG305",
        "KG308",
    ),
    *(
        "KG311",
        "KG312",
        "KG313",
        "KG315",
        "KG316",
        "KG317",
        "KG319",
        "KG322",
        "KG323",
        "KG324",
        "KG325",
        "KG326",
    ),
    *(
        "KG327",
        "KG328",
        "KG401",
        "KG402",
        "KG403",
        "KG404",
        "KG405",
        "KG406",
        "KG408",
        "KG409",
        "KG410",
        "KG411",
    ),
    *(
        "KG412",
        "KG414",
        "KG415",
        "KG416",
        "KG417",
        "KG418",
        "KG419",
        "KG420",
        "KG421",
        "KG422",
        "KG424",
        "KG425",
    ),
    *("KG427", "KG431", "KG439"),
}
"""Codes whose example is told in words; the catalogue (`tests/fixtures/broken/`) has a file for each."""

CITED = "[{ref: paper, at: par. 8}]"
FRAMES: tuple[dict[str, str], ...] = (
    {},
    {"kind": "Company", "name": "Delta"},
    {"kind": "Source", "title": "T", "publisher": "P", "sourceType": "news"},
    {
        "kind": "Block",
        "actor": "chat",
        "target": "pay",
        "mechanism": "link-block",
        "date": "2015",
        "sources": CITED,
    },
    {"kind": "Stake", "owner": "acme", "owned": "beta", "share": "5", "from": "2016", "sources": CITED},
    {"kind": "Stake", "owner": "gamma", "owned": "acme", "sources": CITED},
    {"kind": "Operation", "operator": "acme", "platform": "chat", "sources": CITED},
    {"kind": "Deal", "actor": "acme", "dealType": "acquisition", "sources": CITED},
    {
        "kind": "Deal",
        "actor": "acme",
        "dealType": "acquisition",
        "date": "2019",
        "amount": "5",
        "sources": CITED,
    },
    {"kind": "Figure", "subject": "chat", "asOf": "2015", "sources": CITED},
)
"""Records without fault, which lack what the example has."""

OTHERS = {"tencent": "acme", "weibo": "chat", "taobao": "chat", "wechat": "pay"}
"""What the catalogue's data has for things in examples."""

FIELD = re.compile(r"(\w+): ")


def written(example: str) -> Iterator[str]:
    """The example as files: in each frame that it can stand in, with the catalogue's ids."""
    text = re.sub(r"(   \(.*\)|, with a [^,]*)$", "", example.rstrip("\n"))
    if not re.search(r"[\n{\[]", text) and all(FIELD.match(part) for part in text.split(", ")):
        text = text.replace(", ", "\n")
    for name, other in OTHERS.items():
        text = re.sub(rf"\b{name}\b(?!-)", other, text)
    text = re.sub(r"ref: [\w-]+", "ref: paper", text)
    if text.startswith("{ref"):
        text = f"sources: [{text}]"
    keys = {found[1] for line in text.splitlines() if (found := FIELD.match(line))}
    for frame in FRAMES:
        around = "".join(f"{key}: {value}\n" for key, value in frame.items() if key not in keys)
        yield f"{around}{text}\n"
        yield f"{text}\n{around}"


@pytest.mark.parametrize("code", sorted(KNOWN.keys() - IN_WORDS))
def test_an_example_is_a_mistake_of_its_code(code: str, tmp_path: Path, vocabulary: Vocabulary) -> None:
    shutil.copytree(CATALOGUE / "good", tmp_path / "good")
    project = find(tmp_path / "good")
    tried: dict[str, set[str]] = {}
    for text in dict.fromkeys(written(KNOWN[code].example)):
        (project.data / "delta.yaml").write_text(text, encoding="utf-8")
        found = checking.check(project) if code >= "KG4" else read(project, vocabulary)
        tried[text] = {finding.code for finding in found.findings}
        if code in tried[text]:
            return
    pytest.fail(f"none of these has {code}: {tried}")


def test_an_example_in_words_is_none_that_could_be_tried() -> None:
    assert KNOWN.keys() >= IN_WORDS
    for code in IN_WORDS:
        assert not re.match(r"[a-z]\w*: \S", KNOWN[code].example), code
