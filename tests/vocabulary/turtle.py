"""Shapes and data in a few lines of Turtle."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Term
from kg.names import PREFIXES, SH
from kg.vocabulary.shacl import Shapes, compile_shapes
from kg.vocabulary.shacl_model import Result
from kg.vocabulary.turtle_index import Node, TripleIndex, read_turtle

EX = "https://example.test/"
PROLOGUE = "".join(
    f"@prefix {prefix}: <{namespace}> . " for prefix, namespace in {**PREFIXES, "sh": SH, "": EX}.items()
)


def shapes(text: str) -> Shapes:
    """Compile shapes; prefixes and `:` are declared."""
    return compile_shapes(read_turtle(PROLOGUE + text, EX + "shapes"))


def nodes(text: str) -> Mapping[Term, Node]:
    """Data; prefixes and `:` are declared."""
    return TripleIndex(read_turtle(PROLOGUE + text, EX + "data")).nodes


def check(shapes_text: str, data_text: str) -> list[Result]:
    """Validate data against shapes."""
    return list(shapes(shapes_text).validate(nodes(data_text)))


def ex(name: str) -> Term:
    """A term in the namespace of `:`."""
    return f"<{EX}{name}>"
