"""Mistakes with quotes, and with colons and commas within brackets."""

from __future__ import annotations

from dataclasses import replace

from kg.reading.complaint import Complaint, Verdict, tokens
from kg.reading.mistakes_brackets import is_outside


def unclosed_quote(it: Complaint) -> Verdict | None:
    """A quote that the end of the file, or of the document, leaves open."""
    if "quoted scalar" not in it.context:
        return None
    line = it.line_at(it.from_line)
    verdict = _open_quote(it.from_line, it.from_column, line[it.from_column])
    if line[it.from_column : it.from_column + 2].strip("'").isalpha() and line[it.from_column] == "'":
        hint = f"{verdict.hint}; or, if it is an apostrophe, put the whole text in double quotes"
        return replace(verdict, hint=hint)
    return verdict


def after_quote(it: Complaint) -> Verdict | None:
    """Text behind a closing quote: an inner quote that closed too early, or the opening of another."""
    if not it.problem.startswith("did not find expected") or it.character == ":":
        return None
    from yaml.tokens import ScalarToken

    last = next((token for token in reversed(tokens(it.text)) if token.end_mark.index <= it.index), None)
    if not isinstance(last, ScalarToken) or last.style not in ("'", '"'):
        return None
    start, end = last.start_mark, last.end_mark
    if start is None or end is None or end.line != it.line:
        return None
    if start.line != end.line:
        return _open_quote(start.line, start.column, last.style)
    if it.character in (",", ";") and not it.here[it.column + 1 :].strip():
        message = f"a `{it.character}` stands here behind the value, as in other languages"
        hint = "delete it; only within { } and [ ] does YAML divide by commas"
        return Verdict("KG105", it.line, it.column, message, hint)
    message = f"the quoted text ends before this, at its second {last.style}"
    hint = 'write a quote within double quotes as \\" or put all of it in single quotes'
    if last.style == "'":
        hint = "double an apostrophe within single quotes ('') or use double quotes"
    return Verdict("KG105", it.line, it.column, message, hint)


def colon_elsewhere(it: Complaint) -> Verdict | None:
    """A colon within brackets that is not right behind its key, or that begins or ends a text."""
    if "unexpected ':'" in it.problem:
        message = "within brackets a colon needs a space and a value behind it"
    elif it.character != ":" or "flow" not in it.context:
        return None
    elif "node content" in it.problem:
        message = "within brackets a text cannot begin with a colon"
    elif it.line != it.from_line and not is_outside(it):
        message = "within brackets a key and its colon must stand on the same line"
    else:
        return None
    return Verdict(
        "KG104", it.line, it.column, message, "write `key: value`, or put the text in double quotes"
    )


def missing_value(it: Complaint) -> Verdict | None:
    """A comma or a closing bracket where a value is due."""
    if "node content" not in it.problem:
        return None
    what = f"`{it.character}`" if it.character else "the end of the line"
    if "block" in it.context:
        message = f"a text cannot begin with {what}: YAML uses it within brackets"
        return Verdict("KG107", it.line, it.column, message, "put the whole text in double quotes")
    hint = "add it, or delete the comma or bracket"
    return Verdict("KG101", it.line, it.column, f"a value is missing before {what}", hint)


def _open_quote(line: int, column: int, quote: str) -> Verdict:
    message = f"the text that begins here with {quote} has no closing {quote}"
    return Verdict("KG105", line, column, message, f"add the {quote}")
