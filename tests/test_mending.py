"""A hint that says what to write mends the mistake, if it is taken at its word.

Of each mistake, in the catalogue and below, whose hint is of such a form, the hint is carried out by a few lines of
code, as a curator would by hand; then that finding is gone, and no other has come.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg.model import Finding, Severity
from kg.project import find
from kg.reading.load import load as read
from kg.vocabulary import Vocabulary
from tests.conftest import CATALOGUE

BLOCK = "kind: Block\nactor: chat\ntarget: pay\nmechanism: link-block\ndate: 2015\nsources: [{ref: paper, at: p. 1}]\n"
STAKE = "kind: Stake\nowner: gamma\nowned: acme\nshare: 5\nfrom: 2015\nsources: [{ref: paper, at: p. 1}]\n"
SOURCE = "kind: Source\ntitle: T\npublisher: P\nsourceType: news\n"
COMPANY = "kind: Company\nname: Delta\n"


def with_value(text: str, key: str, value: str) -> str:
    """A record with another value for a key, or with the key if it has none."""
    line = f"{key}: {value}"
    new, count = re.subn(rf"(?m)^{key}: .*$", lambda _: line, text)
    return new if count else f"{text}{line}\n"


DATES = (
    *(
        "3.14.2014",
        "04/25/2010",
        "2010年4月25日",
        "二〇一〇年",
        "April 25, 2010",
        "25. März 2010",
        "2010-4-5",
        "ca. 2010",
    ),
    *(
        "2010-04-05T00:00:00Z",
        "2O10",
        "2010-25-04",
        "14-11-25",
        "2010 - 04 - 05",
        "Tue, 25 Nov 2014",
        "２０１５",
        "2010.",
    ),
    *("2010/4", "20101205", "2010–11–12", "late March 2012", "2014?", "25.11.2014~"),
)
NUMBERS = ("31,5", "31.5 %", "about 31", ">50", "~30", "３１", "31％", "n/a")
SLIPS = [
    *(with_value(BLOCK, "date", date) for date in DATES),
    *(with_value(STAKE, "share", number) for number in NUMBERS),
    *(with_value(STAKE, "until", date) for date in ("unknown", "???", "present", "n.d.")),
    *(
        with_value(BLOCK, "mechanism", word)
        for word in ("Link Block", "link_block", "link-blok", "linkblock")
    ),
    *(
        with_value(BLOCK, "actor", name)
        for name in ("Chat", "chatt", "chat.yaml", "platforms/chat", "[chat, pya]")
    ),
    *(with_value(BLOCK, "actor", name) for name in ("chat, pay", "chat and pay", "chat、pay")),
    *(with_value(COMPANY, "country", code) for code in ("China", "CHN", "cn", "c.n. CN", "n/a", "USA")),
    *(
        with_value(COMPANY, "website", url)
        for url in ("www.x.example", "<https://x.example>", "htp://x.example")
    ),
    *(with_value(COMPANY, "wikidata", item) for item in ("https://www.wikidata.org/wiki/Q42", "q42")),
    *(with_value(SOURCE, "language", name) for name in ("English", "zh_CN", "chinese")),
    *(with_value(SOURCE, "sourceType", name) for name in ("News", "newspaper", "press release", "blog post")),
    *(with_value(COMPANY, key, "X") for key in ("Alias", "aka", "comment", "alsoKnownAs")),
    *(COMPANY.replace("name", key) for key in ("nmae", "Name", "title", "label")),
    *(BLOCK.replace(old, new) for old, new in (("date", "Date"), ("actor", "actors"), ("at:", "page:"))),
    *(BLOCK.replace(old, new) for old, new in (("{ref: paper, at: p. 1}", "paper"), ("ref: paper", "paper"))),
    *(COMPANY.replace("Company", kind) for kind in ("company", "Compny", "公司")),
    *(with_value(COMPANY, "note", text) for text in ("see: below", "@x", "`x`", "%x", "{x", "[x", "|x")),
    *(with_value(COMPANY, "note", text) for text in ('"x', "'x", "[x}", "see below, x,")),
    "kind:Company\nname: Delta\n",
    "{kind: Company\nname: Delta\n",
    "kind: Company\n{\nname: Delta\n",
    "kind: Company\nname: Delta\n}\n",
    '{"kind": "Company",\n"name": "Delta"\n',
]
CASES = sorted(path for path in CATALOGUE.glob("kg[123]*.yaml"))


CLOSE = re.compile(r"add the `?([\]}\"'])`?(?:;.*| at the end of (?:this line|line (\d+)).*)?")
DELETE = re.compile(r"delete (?:it|the `.`)(?:[,:;].*)?")
AT_END = re.compile(r"delete the `.` at its end;.*")
LEAVE_OUT = re.compile(r"leave the key out.*")
QUOTE = re.compile(r"put the whole text in double quotes")
WHOLE = re.compile(r"(?:several go into a list: |put the value in quotes: |write )`([\w-]+: .*)`")
VALUE = re.compile(
    r"(?:write the id \(its file's name\), perhaps|did you mean|write) `([^`]+)`.*"
    r"|(?:write|did you mean) (\{[^.]*\}|[^`{\s][^\s,;]*)(?:[,;].*| or .*|)"
)


def mended(text: str, finding: Finding) -> str | None:
    """The text after the hint was carried out, or None if the hint is of another form."""
    lines = text.split("\n")
    number, column = finding.mark.line - 1, finding.mark.column - 1
    line, hint = lines[number], finding.hint
    before, rest = line[:column], line[column:]
    if found := CLOSE.fullmatch(hint):
        end = int(found[2]) - 1 if found[2] else number
        lines[end] = lines[end].rstrip() + found[1]
    elif DELETE.fullmatch(hint):
        lines[number] = before + (rest.rstrip(" ,;") if rest[-1:] in ",;" else rest[1:])
    elif AT_END.fullmatch(hint) and not rest.endswith("]"):
        lines[number] = line[:-1]
    elif LEAVE_OUT.fullmatch(hint):
        del lines[number]
    elif QUOTE.fullmatch(hint):
        lines[number] = f'{before}"{rest}"'
    elif found := WHOLE.fullmatch(hint):
        lines[number] = line[: len(line) - len(line.lstrip(" -"))] + found[1].removeprefix("- ")
    elif found := VALUE.fullmatch(hint):
        is_word = finding.code in ("KG204", "KG209", "KG212") or "[" in before or "{" in before
        old = re.match(r"[^\s,{}\[\]:]+|." if is_word else r".*", rest)
        assert old is not None, rest
        lines[number] = before + (found[1] or found[2]) + rest[old.end() :]
    else:
        return None
    return "\n".join(lines)


def findings_of(project: Path, vocabulary: Vocabulary, text: str) -> list[Finding]:
    (project / "data" / "delta.yaml").write_text(text, encoding="utf-8")
    found = read(find(project), vocabulary).findings
    return [f for f in found if f.severity is not Severity.INFO and f.mark.file.endswith("delta.yaml")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CATALOGUE / "good", tmp_path / "project"))


@pytest.mark.parametrize("text", SLIPS)
def test_a_hint_of_a_slip_mends_it(text: str, project: Path, vocabulary: Vocabulary) -> None:
    found = findings_of(project, vocabulary, text)
    assert len(found) == 1, "one mistake is told once"
    new = mended(text, found[0])
    assert new is not None, f"this hint says not what to write: {found[0].hint}"
    left = [(f.code, f.message, f.hint) for f in findings_of(project, vocabulary, new)]
    assert left == [], f"{found[0].hint}\n{new}"


def test_hints_of_the_catalogue_mend_what_they_stand_at(project: Path, vocabulary: Vocabulary) -> None:
    tried = 0
    for case in CASES:
        text = case.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        found = findings_of(project, vocabulary, text)
        for finding in found:
            if (new := mended(text, finding)) is not None:
                tried += 1
                left = {(f.code, f.message) for f in findings_of(project, vocabulary, new)}
                assert (finding.code, finding.message) not in left, f"{case.name}: {finding.hint}\n{new}"
    assert tried > 25
