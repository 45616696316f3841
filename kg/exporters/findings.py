"""Findings for people and for programs: text with the line at fault, JSON, SARIF, GitHub annotations, JUnit.

Formats: SARIF 2.1.0 (OASIS Standard, 2020); GitHub workflow commands; JUnit XML as CI servers read it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from kg.model import Finding, Mark, Severity

Paint = Callable[[str, str], str]
"""Gives a text (first) the look of a severity or a part (second)."""

_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BREAK: Final = re.compile("\r\n|\r|\n")
_WIDEST: Final = 160
_BEFORE: Final = 80
"""How much of a long line is shown, and how much of that before the fault, in characters."""

_SARIF_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def plain(text: str, _: str) -> str:
    """No look at all."""
    return text


def line_of(finding: Finding, paint: Paint = plain) -> str:
    """A finding as one line: `file:line:column severity code message (hint)`."""
    severity = paint(finding.severity.value, finding.severity.value)
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{visible(str(finding.mark))} {severity} {finding.code} {visible(finding.message + hint)}"


def as_text(findings: Iterable[Finding], paint: Paint = plain, excerpts: bool = True) -> str:
    """Findings for people, each with the line at fault and a caret under the fault."""
    lines: list[str] = []
    sources: dict[str, list[str]] = {}
    for finding in findings:
        lines.append(line_of(finding, paint))
        if excerpts:
            lines += _excerpt(finding.mark, sources, paint)
        lines += [f"    {visible(str(mark))} {visible(words)}" for mark, words in finding.related]
    return "".join(f"{line}\n" for line in lines)


def shortened(findings: Iterable[Finding], most: int) -> tuple[list[Finding], dict[str, int]]:
    """The findings with at most so many slight ones of each code, and how many of which code were left out."""
    kept: list[Finding] = []
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.severity is Severity.INFO:
            counts[finding.code] = counts.get(finding.code, 0) + 1
            if counts[finding.code] > most:
                continue
        kept.append(finding)
    return kept, {code: count - most for code, count in sorted(counts.items()) if count > most}


def visible(text: str) -> str:
    """A text that can be shown: characters that are not seen, or that would act on a terminal, as U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(char) in _UNSEEN else char for char in text)


def _excerpt(mark: Mark, sources: dict[str, list[str]], paint: Paint) -> list[str]:
    """The line at fault and a caret below it, as compilers print them; nothing if the file cannot be read."""
    if mark.file not in sources:
        try:
            text = Path(mark.file).read_text(encoding="utf-8-sig", errors="replace")
        except (OSError, ValueError):  # a name that the locale cannot say is a ValueError
            text = ""
        sources[mark.file] = _BREAK.split(text)
    lines = sources[mark.file]
    if not 0 < mark.line <= len(lines) or not lines[mark.line - 1].strip():
        return []
    # A tab is shown as one space, so that the caret stands right whatever the terminal's tab stops are.
    shown = visible(lines[mark.line - 1].replace("\t", " "))
    column = mark.column - 1
    if (start := max(0, column - _BEFORE)) and len(shown) > _WIDEST:
        shown, column = "\u2026" + shown[start + 1 :], column - start
    if len(shown) > _WIDEST:
        shown = shown[: _WIDEST - 1] + "\u2026"
    number = str(mark.line)
    before = " " * sum(_width(char) for char in shown[:column])
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {before}{paint('^', 'caret')}"]


def _width(char: str) -> int:
    """How many cells of a terminal a character takes (Unicode Standard Annex 11)."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def as_json(findings: Iterable[Finding]) -> str:
    """Findings as a JSON array of objects."""
    return json.dumps([_plain_data(f) for f in findings], indent=2, ensure_ascii=False) + "\n"


def _plain_data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.mark.file,
        "line": finding.mark.line,
        "column": finding.mark.column,
        "shape": finding.shape.strip("<>"),
        "related": [
            {"file": mark.file, "line": mark.line, "column": mark.column, "message": words}
            for mark, words in finding.related
        ],
    }


def as_sarif(findings: Sequence[Finding], version: str, titles: Mapping[str, str]) -> str:
    """Findings as a SARIF log, as code hosts and editors read it.

    Args:
        findings: What was found.
        version: Of this program.
        titles: What each code is about.
    """
    codes = sorted({f.code for f in findings})
    run = {
        "tool": {
            "driver": {
                "name": "kg",
                "version": version,
                "informationUri": "https://w3id.org/walled-gardens/",
                "rules": [{"id": c, "shortDescription": {"text": titles.get(c, c)}} for c in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            {
                "ruleId": f.code,
                "ruleIndex": codes.index(f.code),
                "level": _SARIF_LEVELS[f.severity],
                "message": {"text": f"{f.message} ({f.hint})" if f.hint else f.message},
                "locations": [_sarif_place(f.mark)],
                **({"properties": {"shape": f.shape.strip("<>")}} if f.shape else {}),
                "relatedLocations": [
                    {**_sarif_place(mark), "message": {"text": words}} for mark, words in f.related
                ],
            }
            for f in findings
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_place(mark: Mark) -> dict[str, Any]:
    from urllib.parse import quote

    path = Path(mark.file)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(mark.file)},
            "region": {"startLine": mark.line, "startColumn": mark.column},
        }
    }


def as_github(findings: Iterable[Finding]) -> str:
    """Findings as workflow commands, which become annotations on a pull request."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "".join(
        f"::{_GITHUB_LEVELS[f.severity]} file={value(f.mark.file)},line={f.mark.line},col={f.mark.column},"
        f"title={value(f.code)}::{data(f.message)}{data(f' ({f.hint})') if f.hint else ''}\n"
        for f in findings
    )


def as_junit(findings: Sequence[Finding], files: Iterable[str]) -> str:
    """Findings as JUnit XML: a test case for each file, which fails by its errors and warnings."""
    from xml.sax.saxutils import escape, quoteattr  # brings the whole of urllib

    by_file: dict[str, list[Finding]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.mark.file, []).append(finding)
    cases = []
    failed = 0
    for file, found in sorted(by_file.items()):
        grave = [f for f in found if f.severity is not Severity.INFO]
        failed += bool(grave)
        body = ""
        if grave:
            first = grave[0]
            more = f" (and {len(grave) - 1} more)" if len(grave) > 1 else ""
            message = quoteattr(visible(first.message) + more)
            text = escape("\n".join(line_of(f) for f in grave))
            body = f"<failure type={quoteattr(first.code)} message={message}>{text}</failure>"
        cases.append(f'  <testcase classname="kg.check" name={quoteattr(visible(file))}>{body}</testcase>\n')
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name="kg check" {counts}>\n{"".join(cases)}</testsuite>\n'
    )
