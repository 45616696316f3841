"""Rules: one SPARQL CONSTRUCT a file, whose header says which of its variables are the premises.

A rule is read as a SELECT of the variables of its head and of its premises, so that each solution gives the
edges that follow and the statements (or edges) that they follow from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.graph import Store
from kg.graph.query_header import Header, read_header
from kg.graph.query_text import (
    expanded,
    is_narrow,
    looked_at,
    names_predicates,
    prefixes_declared,
    tokens,
    with_question_marks,
    without_comments,
)
from kg.model import Term, Triple
from kg.names import BOOLEAN, KG, PREFIXES, literal
from kg.project import query_files
from kg.reasoning.bodies import ANY, group_at, negations

_CONSTRUCT = re.compile(r"\bCONSTRUCT\s*\{([^{}]*)\}\s*WHERE\s*\{", re.I)
_EDGE = re.compile(r"\(([^()]*)\)")
_VARIABLE = re.compile(r"\?\w+")
_FLAG = re.compile(r"\b(kg:(?:bestRank|inForce))\s+true\b")
"""Either true or not there. The engine reads all that are true, but looks up whether one is anything."""
_MADE = re.compile(r"\bAS\s+(\?\w+)", re.I)


class Derivation(NamedTuple):
    """One way in which an edge follows; a tuple, since there are very many.

    Attributes:
        conclusion: The edge.
        rule: The name of the rule.
        premises: The statements (and minted nodes) and the edges that it follows from.
    """

    conclusion: Triple
    rule: str
    premises: frozenset[Term | Triple]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule.

    Attributes:
        name: The file's stem.
        header: What the file says about itself.
        head: The template of the edges; variables begin with `?`.
        premises: The variables that hold what the edges follow from, and templates of edges that they follow from.
        head_of_select: What stands before the body in the query that is run.
        body: Its body, from the first brace to the last.
        after_body: What stands behind it.
        prefixes: What the query may use.
        reads: The IRIs that its body mentions; `ANY` too if it may look at other predicates.
        writes: The predicates of its head; `ANY` for a variable.
        negated: The IRIs that stand in a negation or an aggregate of its body, and `ANY` likewise.
        is_narrow: Whether it needs to see only triples whose predicate is among `reads`.
        invents: Whether its edges may hold terms that it makes.
    """

    name: str
    header: Header
    head: tuple[Triple, ...]
    premises: tuple[Term | Triple, ...]
    head_of_select: str
    body: str
    after_body: str
    prefixes: Mapping[str, str]
    reads: frozenset[Term]
    writes: frozenset[Term]
    negated: frozenset[Term]
    is_narrow: bool = False
    invents: bool = False

    @property
    def select(self) -> str:
        """The query that is run."""
        return f"{self.head_of_select}{self.body}{self.after_body}"

    def run(self, store: Store) -> Iterator[Derivation]:
        """All that follows by this rule from what the store holds now."""
        return self.solve(store, self.select)

    def solve(self, store: Store, select: str) -> Iterator[Derivation]:
        """What follows by this rule from the solutions of a query, of its own or of a part of it."""
        text = _FLAG.sub(r"\1 []", select) if self.prefixes.get("kg") == KG else select
        solutions = store.query(text, self.prefixes, about=self.reads if self.is_narrow else None)
        terms = [f"?{variable.value}" for variable in solutions.variables]
        edges = [premise for premise in self.premises if not isinstance(premise, str)]
        fixed = [t for triple in (*self.head, *edges) for t in triple if t not in terms]
        at = {term: place for place, term in enumerate((*terms, *fixed))}
        nodes = [at[premise] for premise in self.premises if isinstance(premise, str)]
        heads, links = ([(at[s], at[p], at[o]) for s, p, o in triples] for triples in (self.head, edges))
        name = self.name
        for solution in solutions:
            row = ["" if value is None else str(value) for value in solution]
            row += fixed
            premises: list[Term | Triple] = [row[place] for place in nodes if row[place]]
            if links:
                premises += [(row[s], row[p], row[o]) for s, p, o in links]
            because = frozenset(premises)
            for s, p, o in heads:
                edge = (row[s], row[p], row[o])
                if all(edge):
                    yield Derivation(edge, name, because)


def read_rules(folder: Path, prefixes: Mapping[str, str]) -> list[Rule]:
    """The rules of an ontology's `rules/` folder, by name.

    Raises:
        OntologyError: A rule has not the form that is needed; the message says which and why.
    """
    return [compile_rule(read_header(file), prefixes) for file in query_files(folder, "rules")]


def compile_rule(header: Header, prefixes: Mapping[str, str]) -> Rule:
    """Compile one rule.

    Raises:
        OntologyError: It is no CONSTRUCT with a plain template, or it lacks a `premises` header.
    """
    known = {**PREFIXES, **prefixes, **prefixes_declared(header.text)}
    bare = with_question_marks(without_comments(header.text))
    match = _CONSTRUCT.search(bare)
    if match is None:
        raise OntologyError(f"{header.file}: a rule is `CONSTRUCT {{ ... }} WHERE {{ ... }}`")
    if "premises" not in header.entries:
        raise OntologyError(f"{header.file}: the header lacks `# premises: ?variable ...`")
    stated = with_question_marks(header.entries["premises"])
    edges = [t for text in _EDGE.findall(stated) for t in read_template(text, known, header.file)]
    premises: tuple[Term | Triple, ...] = (*_VARIABLE.findall(_EDGE.sub("", stated)), *edges)
    head = tuple(read_template(match[1], known, header.file))
    in_triples = dict.fromkeys(t for triple in (*head, *edges) for t in triple if t.startswith("?"))
    variables = [*in_triples, *(p for p in premises if isinstance(p, str))]
    body = group_at(bare, match.end() - 1)
    after = bare[match.end() - 1 + len(body) :].strip()
    bound = set(_VARIABLE.findall(body))
    if unbound := [v for v in variables if v not in bound]:
        raise OntologyError(f"{header.file}: the variable {unbound[0]} does not occur in the body")
    wanted = " ".join(dict.fromkeys(variables)) or "*"
    return Rule(
        name=Path(header.file).stem,
        header=header,
        head=head,
        premises=premises,
        head_of_select=f"{bare[: match.start()]}SELECT DISTINCT {wanted} WHERE ",
        body=body,
        after_body=after,
        prefixes=known,
        reads=_looked_at(body, known),
        writes=frozenset(ANY if triple[1][0] == "?" else triple[1] for triple in head),
        negated=_looked_at(body if after else " ".join(negations(body)), known),
        is_narrow=is_narrow(body),
        invents=not set(_MADE.findall(body)).isdisjoint(in_triples),
    )


def read_template(text: str, prefixes: Mapping[str, str], file: str) -> Iterator[Triple]:
    """The triples of a template or a plain pattern, made of IRIs, variables and truth values.

    Raises:
        OntologyError: Something else stands in it, or it is not made of triples.
    """
    terms: list[Term] = []
    for token in [*(token.text for token in tokens(text)), "."]:
        if token not in (";", ",", "."):
            terms.append(_expand(token, prefixes, file))
            continue
        if len(terms) == 3:
            yield terms[0], terms[1], terms[2]
        elif terms:
            raise OntologyError(f"{file}: the template is not made of triples")
        terms = {";": terms[:1], ",": terms[:2], ".": []}[token]


def _expand(token: str, prefixes: Mapping[str, str], file: str) -> Term:
    if token in ("true", "false"):
        return literal(token, BOOLEAN)
    if token[0] == "?" and len(token) > 1:
        return token
    term = expanded(token, prefixes)
    if term is not None:
        return term
    prefix, colon, _ = token.partition(":")
    if colon and token[0] not in "\"'":
        raise OntologyError(f"{file}: the prefix `{prefix}:` is not declared")
    raise OntologyError(f"{file}: the template may hold IRIs and variables only, not `{token}`")


def _looked_at(text: str, prefixes: Mapping[str, str]) -> frozenset[Term]:
    """The terms that a body or a part of it names, with `ANY` if it may look at all predicates."""
    found = looked_at(text, prefixes)
    return found if names_predicates(text) else found | {ANY}
