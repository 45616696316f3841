"""What each finding's code means: problem, example, mending."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.asking.checks import read_checks
from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means.

    Attributes:
        title: In a few words.
        problem: What is wrong, and why it matters.
        example: How it comes about.
        mending: What to do.
    """

    title: str
    problem: str
    example: str
    mending: str


@cache
def _of_the_program() -> Mapping[str, Explanation]:
    text = (files("kg.asking") / "explanations.toml").read_text(encoding="utf-8")
    return {code: Explanation(**entry) for code, entry in tomllib.loads(text).items()}


def explanations(ontology: Path) -> dict[str, Explanation]:
    """All codes: the program's own, and those of the ontology's checks.

    Args:
        ontology: The folder with `checks/`.
    """
    found = dict(_of_the_program())
    for check in read_checks(ontology):
        entries = check.header.entries
        title = entries["name"]
        mending = f"{entries['solution'][0].upper()}{entries['solution'][1:]}."
        found[check.code] = Explanation(title, entries["problem"], entries["example"], mending)
    return dict(sorted(found.items()))


def titles(ontology: Path) -> dict[str, str]:
    """The title of each code."""
    return {code: found.title for code, found in explanations(ontology).items()}


def explain(code: str, ontology: Path) -> str:
    """A code explained.

    Raises:
        KgError: There is no such code.
    """
    known = explanations(ontology)
    found = known.get(code.upper())
    if found is None:
        groups = sorted({number[:3] for number in known})
        raise KgError(
            f"there is no code `{code}`",
            f"a code stands behind `error`, `warning` or `info`; they begin with {', '.join(groups)}",
        )
    parts = [f"{code.upper()}: {found.title}", found.problem, "Example:\n" + _indented(found.example)]
    return "\n\n".join([*parts, "Mending: " + found.mending]) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip("\n").splitlines())
