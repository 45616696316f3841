"""Why an edge does not follow: for each rule that could give it, what comes nearest to it, or what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from kg.asking.plain_patterns import conditions, plain_patterns
from kg.graph import Store
from kg.graph.terms import Shortener
from kg.model import Term, Triple
from kg.names import RDFS, TRUE, TYPE, iri, is_iri
from kg.reasoning.control import Control
from kg.reasoning.derivations import coalition_votes
from kg.reasoning.rules import Rule
from kg.reasoning.status import IN_FORCE
from kg.vocabulary import Vocabulary

_DOMAIN, _RANGE = iri(RDFS + "domain"), iri(RDFS + "range")
_IRI = re.compile(r"<[^<>]*>")
_SHOWN = 5
"""So many near misses of a rule are told."""
_MOST_LACKING = 3
"""What lacks more than this does not come near."""
_MOST_SOLUTIONS = 20


def missing(
    rules: Iterable[Rule],
    store: Store,
    edge: Triple,
    vocabulary: Vocabulary,
    prefixes: Mapping[str, str],
    when: Callable[[Term], str] = lambda _: "",
) -> str:
    """What is missing for an edge, in words.

    Args:
        rules: All rules.
        store: What is known.
        edge: The edge that was expected.
        vocabulary: For what its predicate leads from and to.
        prefixes: For showing terms.
        when: Says of a statement that is not in force why.

    Returns:
        For each rule that infers such edges, what would give the edge if the fewest premises were there that are not:
        of all that leads from one end to the other, so that nothing is told that has to do with one end only. Where
        there is no such thing, all that the rule asks for, and how much of it there is.
    """
    telling = _Telling(store, edge, prefixes, when)
    if refusal := telling.refusal(vocabulary):
        return f"no rule could lead there: {refusal}\n"
    lines: list[str] = []
    for rule in rules:
        for head in rule.head:
            if (bound := _bound(head, edge)) is not None:
                patterns = [_bind(pattern, bound) for pattern in plain_patterns(rule)]
                lines.append(f"by the rule {rule.name} ({rule.header.entries.get('name', '')}):")
                lines += [f"  {line}" for line in telling.nearest(patterns, conditions(rule))]
    if not lines:
        named = telling.shown(edge[1])
        if edge[1] in vocabulary.fields:
            return f"no rule could lead there: {named} is written in the YAML, and not inferred\n"
        return f"no rule could lead there: no rule infers {named}; what there is of it, the program itself infers\n"
    lines += telling.turned_round()
    return "\n".join(lines) + "\n"


def _bound(head: Triple, edge: Triple) -> dict[Term, Term] | None:
    """What the variables of a rule's head are in an edge; None if it infers no such edge."""
    found: dict[Term, Term] = {}
    for slot, term in zip(head, edge, strict=True):
        if (found.setdefault(slot, term) if slot[0] == "?" else slot) != term:
            return None
    return found


def _bind(pattern: Triple, bound: Mapping[Term, Term]) -> Triple:
    s, p, o = (bound.get(term, term) for term in pattern)
    return s, p, o


class _Telling:
    """Tells what an edge lacks."""

    def __init__(
        self, store: Store, edge: Triple, prefixes: Mapping[str, str], when: Callable[[Term], str]
    ) -> None:
        self._store = store
        self._edge = edge
        self._ends = frozenset((edge[0], edge[2]))
        self._prefixes = prefixes
        self._shorten = Shortener(prefixes)
        self._when = when

    def shown(self, term: Term) -> str:
        """A term, or a path, as short as can be."""
        return _IRI.sub(lambda found: self._shorten(found[0]), term) if "<" in term else term

    def _triple(self, triple: Triple) -> str:
        return " ".join("true" if term == TRUE else self.shown(term) for term in triple)

    def refusal(self, vocabulary: Vocabulary) -> str:
        """Why the ontology has no such edge between such things; "" if it may have."""
        about = vocabulary.index.get(self._edge[1], {})
        for end, property_, word in ((self._edge[0], _DOMAIN, "from"), (self._edge[2], _RANGE, "to")):
            wanted = [kind for kind in about.get(property_, ()) if kind in vocabulary.index]
            known = self._solve([(end, TYPE, "?kind")])
            if wanted and known and not any(found["?kind"] in wanted for found in known):
                return (
                    f"{self.shown(self._edge[1])} leads {word} {self.shown(wanted[0])}, "
                    f"and {self.shown(end)} is none"
                )
        return ""

    def nearest(self, patterns: Sequence[Triple], beside: Iterable[str]) -> Iterator[str]:
        """What comes nearest, with the conditions beside the patterns if those are met; or else all patterns."""
        wanted = self._ends & {term for triple in patterns for term in triple}
        one_end = len(self._ends) == 1  # what names it once need not have to do with it twice
        for lacking in range(min(_MOST_LACKING, len(patterns)) + 1):
            found: list[str] = []
            for dropped in combinations(patterns, lacking):
                kept = [pattern for pattern in patterns if pattern not in dropped]
                if self._joins(kept, wanted) and not (one_end and self._name_end(dropped)):
                    found += [self._lacks(dropped, bound) for bound in self._solve(kept)]
            if found:
                unique = sorted(set(found))
                yield from unique[:_SHOWN]
                if len(unique) > _SHOWN:
                    yield f"... and {len(unique) - _SHOWN} more ways"
                if not lacking:
                    yield "but not all that the rule asks for beside them:"
                    yield from (f"  {condition}" for condition in beside)
                return
        yield "nothing comes near; the rule asks for all of this at once:"
        for pattern in patterns:
            yield f"  {self._triple(pattern)}{self._number(pattern, patterns)}"

    def _name_end(self, patterns: Iterable[Triple]) -> bool:
        return not all(self._ends.isdisjoint(pattern) for pattern in patterns)

    def _lacks(self, dropped: Sequence[Triple], bound: Mapping[Term, Term]) -> str:
        """What a near miss lacks; where that is nothing, what it is."""
        if not dropped:
            things = ", ".join(f"{name} {self.shown(term)}" for name, term in bound.items() if is_iri(term))
            return f"all patterns are there{', with ' if things else ''}{things}"
        told = []
        for subject, predicate, value in (_bind(pattern, bound) for pattern in dropped):
            why = self._when(subject) if (predicate, value) == (IN_FORCE, TRUE) else ""
            told.append(self._triple((subject, predicate, value)) + (f" ({why})" if why else ""))
        return f"lacks {' and '.join(told)}"

    def _joins(self, kept: Sequence[Triple], wanted: Set[Term]) -> bool:
        """Whether patterns lead from one wanted term to all others, and none of them stands by itself."""
        nodes = [{term for term in triple if term in self._ends or term[0] == "?"} for triple in kept]
        reached = set(next(filter(None, nodes), ()))
        for _ in nodes:
            for group in nodes:
                if not reached.isdisjoint(group):
                    reached |= group
        return bool(wanted) and wanted <= reached and all(group <= reached for group in nodes)

    def _solve(self, patterns: Sequence[Triple]) -> list[dict[Term, Term]]:
        """How a conjunction of patterns is met: bindings of its variables."""
        body = " . ".join(" ".join(pattern) for pattern in patterns)
        solutions = self._store.query(
            f"SELECT DISTINCT * {{ {body} }} LIMIT {_MOST_SOLUTIONS}", self._prefixes
        )
        names = [f"?{variable.value}" for variable in solutions.variables]
        return [
            {n: str(v) for n, v in zip(names, solution, strict=True) if v is not None}
            for solution in solutions
        ]

    def _number(self, pattern: Triple, patterns: Sequence[Triple]) -> str:
        """How much meets a pattern that names an end, and all others that do not name the other end."""
        if self._ends.isdisjoint(pattern):
            return ""
        others = self._ends.difference(pattern)
        kept = [each for each in patterns if others.isdisjoint(each)]
        if not self._joins(kept, self._ends.intersection(pattern)):
            kept = [pattern]
        free = [term for term in pattern if term[0] == "?"]
        solutions = self._solve(kept)
        if not free:
            return "  (it is so)" if solutions else "  (it is not so)"
        found = {" ".join(self.shown(bound[name]) for name in free) for bound in solutions}
        if len(found) == 1:
            return f"  (only {found.pop()} has it)"
        number = len(found) or "nothing"
        return (
            f"  ({number}{' or more' * (len(solutions) == _MOST_SOLUTIONS)} {'have' if found else 'has'} it)"
        )

    def _holds(self, triple: Triple) -> bool:
        return bool(self._store.query(f"ASK {{ {' '.join(triple)} }}", self._prefixes))

    def turned_round(self) -> list[str]:
        """That the edge holds from its other end, if it does."""
        subject, predicate, target = self._edge
        if not (is_iri(target) and self._holds((target, predicate, subject))):
            return []
        return [f"the other way round it holds: {self._triple((target, predicate, subject))}"]


def missing_control(
    control: Control, controller: Term, controlled: Term, describe: Callable[[Term], str]
) -> str:
    """What is missing for control, in words: the votes that there are, and who has control instead.

    Args:
        control: Who controls what on the day.
        controller: Who was expected to control.
        controlled: What.
        describe: For showing terms.
    """
    votes = coalition_votes(control.votes, controller, controlled)
    low, high = f"{votes.low:g}", f"{votes.high:g}"
    share = f"{low} %" if votes.exact else f"{low} to {high} %"
    lines = [
        "by the step control: more than 50 % of the votes, or a statement of control, on the asked day",
        f"  {describe(controller)} and what it controls have {share} of the votes in {describe(controlled)}",
    ]
    if controlled in control.possible.get(controller, ()):
        lines.append("  it may control it, but need not: a share or a date leaves it open")
    others = [who for who, things in control.certain.items() if controlled in things]
    lines += [f"  {describe(who)} controls it" for who in sorted(others)]
    return "\n".join(lines) + "\n"
