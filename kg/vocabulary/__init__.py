"""`ontology/` compiled: kinds, fields, closed lists, shapes."""

from kg.vocabulary.kinds import Concept, Field, Kind
from kg.vocabulary.vocabulary import Vocabulary, load, prefixes_of

__all__ = ["Concept", "Field", "Kind", "Vocabulary", "load", "prefixes_of"]
