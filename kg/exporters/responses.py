"""Responses and first moves, for people and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.asking.first_moves import FirstMove
from kg.asking.responses import Blow, Response, Responses
from kg.dates import PartialDate
from kg.model import Term
from kg.names import local_name

Describe = Callable[[Term], str]
Starts = Mapping[Term, PartialDate]


def as_text(
    found: Responses, moves: Sequence[FirstMove], starts: Starts, describe: Describe, days: int
) -> str:
    """Sections: claimed, inferred, chains, unanswered, who moved first."""

    def told(term: Term) -> str:
        return f"{starts.get(term, 'undated')}  {describe(term)}"

    def answer(response: Response) -> Iterator[str]:
        yield f"  {told(response.action)}"
        yield f"    answers {told(response.earlier)}"
        yield f"    {_words(response)}"

    sections = {
        "Claimed by a source": [line for r in found.claimed for line in answer(r)],
        f"Following within {days} days, claimed by nobody": [
            line for r in found.inferred for line in answer(r)
        ],
        "Chains": [line for chain in found.chains for line in (*(f"  {told(term)}" for term in chain), "")][
            :-1
        ],
        f"Unanswered within {days} days": [f"  {told(blow.action)}" for blow in found.unanswered],
        "Who moved first": [line for move in moves for line in _moved(move, describe)],
    }
    parts = [
        f"{title}:\n" + "".join(f"{line}".rstrip() + "\n" for line in ls)
        for title, ls in sections.items()
        if ls
    ]
    return "\n".join(parts)


def _words(response: Response) -> str:
    lag = f"after {response.lag}" if response.lag else "after an unknown time"
    doubt = "" if response.certain else ", if the dates are so" if response.lag else ""
    means = {"same": "by the same means", "other": "by other means"}.get(response.mechanism)
    by = {
        "direct": "by whom it hit",
        "sibling": "by another of the group",
        "own side": "following up its own",
    }.get(response.by, f"by {response.by}")
    said = f"; {local_name(response.basis) if response.basis else 'said'} by " if response.claims else ""
    named = ", ".join(map(local_name, response.claims))
    return f"{lag}{doubt}, {f'{means}, ' if means else ''}{by}{said}{named}"


def _moved(move: FirstMove, describe: Describe) -> Iterator[str]:
    who = "by the dates that are held" if move.source is None else local_name(move.source)
    if len(move.sides) < 2:
        verdict = f"dates only what {_list(move.sides, describe)} did"
    elif len(move.first) > 1:
        verdict = f"leaves open whether {_list(move.first, describe, ' or ')}"
    else:
        verdict = describe(move.first[0])
    yield f"  {who}: {verdict}"
    if len(move.sides) > 1:
        for blow, date in move.moves[:4]:
            yield f"    {date}  {describe(blow.action)}"


def _list(terms: Iterable[Term], describe: Describe, between: str = ", ") -> str:
    return between.join(describe(term) for term in terms)


def as_json(found: Responses, moves: Iterable[FirstMove], starts: Starts) -> str:
    """The same as a JSON object."""
    data = {
        "claimed": [_response(r, starts) for r in found.claimed],
        "inferred": [_response(r, starts) for r in found.inferred],
        "chains": [[local_name(term) for term in chain] for chain in found.chains],
        "unanswered": [_blow(blow) for blow in found.unanswered],
        "firstMoves": [
            {
                "source": local_name(move.source) if move.source else None,
                "first": [local_name(term) for term in move.first],
                "sides": [local_name(term) for term in move.sides],
                "moves": [{"action": local_name(b.action), "date": d.text} for b, d in move.moves],
            }
            for move in moves
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _response(response: Response, starts: Starts) -> dict[str, Any]:
    date, before = starts.get(response.action), starts.get(response.earlier)
    return {
        "action": local_name(response.action),
        "date": date.text if date else None,
        "earlier": local_name(response.earlier),
        "earlierDate": before.text if before else None,
        "lagDays": list(response.lag) if response.lag else None,
        "certain": response.certain,
        "mechanism": response.mechanism,
        "by": response.by,
        "claimedBy": [local_name(source) for source in response.claims],
        "basis": local_name(response.basis) if response.basis else None,
    }


def _blow(blow: Blow) -> dict[str, str]:
    group, other = local_name(blow.group), local_name(blow.other)
    return {"action": local_name(blow.action), "date": blow.start.text, "group": group, "other": other}
