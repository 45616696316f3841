"""What is wrong with a query, in plain words and at its line; and whether those of an ontology can be read at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import QueryError
from kg.graph import Store
from kg.graph.query_header import read_header
from kg.graph.query_text import prefixes_declared, tokens
from kg.model import Finding, Mark, Severity
from kg.names import iri, local_name
from kg.project import query_files, turtle_files
from kg.reading.values import ID, closest

_PREFIXED = re.compile(r"(?<![\w<])[\w-]*:(?!//)")
_FIRST_WORD = re.compile(r"(?mi)^\s*(?!prefix\b|base\b|#)([a-z]+)")
_OWN_NAME = re.compile(r"(?<![\w:])kg:([A-Za-z][\w-]*)")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}


def require_syntax(files: Iterable[Path], prefixes: Mapping[str, str]) -> None:
    """See that queries can be read, whether or not they will be run.

    Args:
        files: Rules, questions, views.
        prefixes: What they may use without declaring it.

    Raises:
        QueryError: The first that cannot be read; the message begins with `file:line:column`.
    """
    nothing = Store(visible=())
    for file in files:
        text = read_header(file).text
        try:
            nothing.query(text, prefixes)
        except QueryError as error:
            raise located(error, text, str(file), prefixes) from error


def unknown_names(text: str, ontology: Path) -> Iterator[tuple[str, str]]:
    """The names with the prefix `kg:` that a query uses and the ontology has not, each with the nearest or "".

    A misspelt name is no error in SPARQL: nothing has that property, and the answer is empty.
    """
    used = _names_with("kg", text)
    if not used:
        return
    files = [*turtle_files(ontology), *query_files(ontology, "rules")]  # a rule may coin names
    known = {name for file in files for name in _OWN_NAME.findall(file.read_text(encoding="utf-8"))}
    for name in used:
        if name not in known:
            yield f"kg:{name}", closest(f"kg:{name}", [f"kg:{other}" for other in known], 0.75)


def misnamed(files: Iterable[Path], known: Collection[str]) -> Iterator[Finding]:
    """A warning for each name with the prefix `kg:` that a query of the ontology uses and nothing has, at its place.

    Args:
        files: Rules, checks, questions, views.
        known: The local names that the ontology has, and those that rules give.
    """
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name, start in _names_with("kg", text).items():
            if name in known:
                continue
            line = text.count("\n", 0, start) + 1
            mark = Mark(str(file), line, start - (text.rfind("\n", 0, start) + 1) + 1)
            near = closest(f"kg:{name}", [f"kg:{other}" for other in known], 0.75)
            message = f"the ontology has no `kg:{name}`, so nothing will be found by it"
            yield Finding("KG011", Severity.WARNING, message, mark, near or "define it, or remove it")


def _names_with(prefix: str, text: str) -> dict[str, int]:
    """The names with a prefix, each with its first offset; none if a query means something else by the prefix."""
    if prefix in prefixes_declared(text):
        return {}
    found: dict[str, int] = {}
    for token, start, _ in tokens(text):
        if token.startswith(f"{prefix}:"):
            found.setdefault(token.removeprefix(f"{prefix}:"), start)
    return found


def unknown_ids(
    text: str, store: Store, prefixes: Mapping[str, str], id_base: str
) -> Iterator[tuple[str, str]]:
    """The ids in a query that stand for nothing, with their prefix, each with the nearest or "".

    As with a misspelt property, the answer is empty and looks as if there were nothing to tell.
    """
    prefix = next((name for name, base in prefixes.items() if base == id_base), None)
    for name in _names_with(prefix, text) if prefix is not None else ():
        if not ID.fullmatch(name):
            continue
        thing = iri(id_base + name)
        if not store.query(f"ASK {{ {{ {thing} ?p ?o }} UNION {{ ?s ?p {thing} }} }}"):
            known = (local_name(str(row[0])) for row in store.query("SELECT DISTINCT ?s { ?s a ?kind }"))
            yield (
                f"{prefix}:{name}",
                closest(f"{prefix}:{name}", [f"{prefix}:{other}" for other in known], 0.75),
            )


def located(error: QueryError, text: str, place: str, prefixes: Iterable[str]) -> QueryError:
    """A syntax error in plain words, with the line at fault and a caret.

    Args:
        error: What the engine said.
        text: The query.
        place: The file, or what else to call it.
        prefixes: Those that it may use without declaring them.
    """
    match = re.search(r"error at (\d+):(\d+):?\s*(.*)", error.message, re.S)
    if match is None:
        return QueryError(f"{place}: {error.message}", error.hint)
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    if line > len(lines):  # the query ends too soon
        line, column = len(lines), len(lines[-1]) + 1
    shown = lines[line - 1]
    words, hint = match[3].strip(), error.hint
    first = _FIRST_WORD.search(text)
    unknown = [found for found in _PREFIXED.finditer(shown) if found.end() <= column]
    if "Prefix not found" in words and unknown:
        words, column = f"the prefix `{unknown[-1][0]}` is not declared", unknown[-1].start() + 1
        near = closest(unknown[-1][0][:-1], prefixes)
        hint = (
            near or f"write PREFIX {unknown[-1][0]} <...> before the query; `id:`, `kg:` and others are there"
        )
    elif first is not None and first[1].upper() in _UPDATES:
        words, hint = "a query does not change the graph", "facts are written in the YAML files under data/"
    elif words == "expected CONSTRUCT":
        words = "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
    else:
        words = _shorter(words)
    caret = " " * (column - 1) + "^"
    return QueryError(f"{place}:{line}:{column}: {words}\n    {shown}\n    {caret}", hint)


def _shorter(words: str) -> str:
    """What the parser expected, without its lists of single characters."""
    listed = words.removeprefix("expected ").removeprefix("one of ")
    sentence = re.match(r"[A-Z][a-z]* [^,]*", listed)
    if sentence:
        return sentence[0]
    if len(words) < 60 and "[" not in words:
        return words
    tokens = re.findall(r'"(?:[^"\\]|\\.)"|"[a-z]+"|\b[A-Z]{2,}\b', re.sub(r"\['.*", "", listed, flags=re.S))
    return f"expected one of {', '.join(tokens)}, or a term" if tokens else "this is not expected here"
