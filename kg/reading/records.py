"""YAML nodes -> records, typed by the shapes of their kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import TypeAlias

from kg.model import Finding, Record, Term, pack
from kg.names import CITATION, TYPE, digest, iri, local_name
from kg.reading import record_hints
from kg.reading.claims import read_claim
from kg.reading.fields import FieldReader
from kg.reading.hints import kind_hint, pair_hint
from kg.reading.keys import OF_CITATIONS, STRUCTURAL
from kg.reading.nodes import TOLD, Mapping, Node, Scalar, Sequence, entry
from kg.reading.values import ID
from kg.vocabulary import Field, Kind, Vocabulary

Document: TypeAlias = tuple[str, str, Node]
"""The file as given, the id that its name makes, and what is in it."""


_Plan: TypeAlias = dict[str, tuple[Term, dict[str, list[Term]], Field]]
"""By key: its property, what texts are known to mean in it, and the field; without what is embedded."""


@dataclass(slots=True)
class RecordReader:
    """Reads one document after the other; what they share (terms, converters) is made once.

    Attributes:
        vocabulary: The kinds and their fields.
        fields: Reads the values.
        records: Those of the document that is being read.
    """

    vocabulary: Vocabulary
    fields: FieldReader
    records: list[Record] = field(default_factory=list)
    _plans: dict[str, _Plan] = field(default_factory=dict)

    def read(self, document: Document) -> tuple[list[Record], list[Finding]]:
        """The records of one document, and all that is wrong with them."""
        file, name, node = document
        self.records = []
        self.fields.findings = []
        self.fields.file = file
        self._document(name, node)
        return self.records, self.fields.findings

    def _document(self, name: str, node: Node) -> None:
        if not isinstance(node, Mapping):
            message, hint = record_hints.no_record(node)
            self.fields.report("KG200", message, node, hint)
            return
        kind = self._kind(node, "a file")
        if ID.fullmatch(name) is None:
            self.fields.report(
                "KG205",
                f"the file's name `{name}` cannot be an id",
                node,
                record_hints.file_name(name, node),
            )
            return
        stated = entry(node, "id")
        if stated is not None and not (isinstance(stated, Scalar) and stated.text == name):
            self.fields.report(
                "KG206",
                f"the id differs from the file's name, which is `{name}`",
                stated,
                "remove the key, or rename the file",
            )
        if kind is None:
            return
        thing = self._record(node, kind, iri(self.fields.id_base + name), None)
        statements = entry(node, "statements")
        if statements is not None:
            self._statements(statements, thing)

    def _statements(self, node: Node, thing: Record) -> None:
        if not isinstance(node, Sequence):
            self.fields.report("KG209", "`statements` is a list", node, "begin each statement with `- kind:`")
            return
        split: Kind | None = None
        for item, following in zip_longest(node.items, node.items[1:]):
            if not isinstance(item, Mapping):
                hint = pair_hint(item.text) if isinstance(item, Scalar) else ""
                hint = hint or "begin it with `- kind:`"
                self.fields.report("KG209", "a statement is a map of keys", item, hint)
                continue
            if record_hints.is_rest(item, split):
                continue
            kind = self._kind(item, "a statement")
            split = kind if isinstance(following, Mapping) and record_hints.is_rest(following, kind) else None
            if isinstance(following, Mapping) and split is not None:
                hint = "each dash begins another statement: take those away that stand before its other keys"
                self.fields.report("KG201", "this statement has only one key", following, hint)
                continue
            if kind is None:
                continue
            if not kind.statement:
                self.fields.report(
                    "KG203",
                    f"{kind.name} is not a kind of statement",
                    entry(item, "kind") or item,
                    "give it a file of its own",
                )
                continue
            self._record(item, kind, None, thing)

    def _kind(self, node: Mapping, what: str) -> Kind | None:
        value = entry(node, "kind")
        if value is None and entry(node, TOLD) is not None:
            return None
        if value is None:
            hint = record_hints.kind_meant(node, self.vocabulary, what == "a statement")
            self.fields.report("KG201", f"{what} must say its `kind`", node, hint)
            return None
        if not isinstance(value, Scalar):
            self.fields.report("KG209", "`kind` is one word", value, "such as `kind: Company`")
            return None
        kind = self.vocabulary.kinds.get(value.text)
        if value.text == TOLD:
            return None
        if kind is None:
            self.fields.report(
                "KG202",
                f"there is no kind `{value.text}`",
                value,
                kind_hint(value.text, self.vocabulary),
            )
            return None
        if kind.abstract or kind.embedded:
            narrower = [
                k.name
                for k in self.vocabulary.kinds.values()
                if kind.iri in k.ancestors and not (k.abstract or k.embedded)
            ]
            hint = (
                f"write a narrower one, such as {', '.join(narrower[:4])}"
                if kind.abstract
                else "it stands inside a statement"
            )
            self.fields.report("KG203", f"{kind.name} cannot be the kind of a record", value, hint)
            return None
        return kind

    def _record(self, node: Mapping, kind: Kind, subject: Term | None, parent: Record | None) -> Record:
        """Read a record; mint its id if it has none; then read what is embedded in it."""
        record = Record(
            subject=subject or "",
            kind=kind.iri,
            fields={TYPE: self.fields.alone(kind.iri)},
            file=self.fields.file,
            position=pack(node.line, node.column),
            parent=parent.subject if parent else None,
        )
        fields, places = record.fields, record.places
        places.append(record.position)
        embedded: list[tuple[Field, Node]] = []
        explicit = ""
        plan_of = (self._plans.get(kind.name) or self._planned(kind)).get
        for key, value in node.entries:
            plan = plan_of(key.text)
            if plan is not None:
                predicate, known, found = plan
                if type(value) is Scalar and (shared := known.get(value.text)):
                    fields[predicate] = shared
                    places.append(pack(value.line, value.column))
                else:
                    fields[predicate], positions = self.fields.values(found, value)
                    places.extend(positions)
            elif key.text in kind.fields:
                embedded.append((kind.fields[key.text], value))
            elif key.text == "id" and isinstance(value, Scalar) and subject is None and not kind.embedded:
                explicit = self._explicit_id(value)
            elif key.text in OF_CITATIONS and CITATION in kind.ancestors:
                continue
            elif kind.embedded or key.text not in STRUCTURAL or (key.text == "statements" and kind.statement):
                self.fields.unknown_key(key, kind, value=value, present={k.text for k, _ in node.entries})
        if parent is not None and not kind.embedded:
            self._fill_implied(record, kind, parent, node)
        if subject is None:
            record.subject = (
                iri(self.fields.id_base + explicit) if explicit else self._mint(record, kind, parent)
            )
        self.records.append(record)
        for found, value in embedded:
            self._embedded(found, value, record, kind)
        return record

    def _planned(self, kind: Kind) -> _Plan:
        """What the keys of a kind mean, looked up once for all its records."""
        fields = (found for found in kind.fields.values() if not found.embedded)
        plan = {found.name: (found.iri, self.fields.known(found), found) for found in fields}
        self._plans[kind.name] = plan
        return plan

    def _embedded(self, found: Field, node: Node, parent: Record, parent_kind: Kind) -> None:
        kind = self.vocabulary.by_iri[found.embedded or ""]
        self.fields.refuse_empty(found.name, node)
        terms = parent.fields.setdefault(found.iri, [])
        for item in node.items if isinstance(node, Sequence) else [node]:
            if isinstance(item, Mapping) and item is node and not item.entries:
                continue  # that it is empty is said already
            if not isinstance(item, Mapping):
                hint = record_hints.embedded(item, kind)
                self.fields.report("KG209", f"`{found.name}` wants maps of keys", item, hint)
                continue
            record = self._record(item, kind, None, parent)
            record.parent = parent.subject
            read_claim(self.fields, item, record, parent_kind, parent)
            if record.subject in terms:
                if len(record.fields) > 1:  # else that they say nothing is told of both
                    message = f"the same is said twice under `{found.name}`"
                    self.fields.report("KG213", message, item, "remove one")
                self.records.remove(record)
                continue
            terms.append(record.subject)
            parent.places.append(pack(item.line, item.column))

    def _fill_implied(self, record: Record, kind: Kind, parent: Record, node: Mapping) -> None:
        implied = kind.implied
        if implied is not None and implied.iri not in record.fields:
            record.fields[implied.iri] = [parent.subject]
            record.places.append(record.position)
        elif not any(parent.subject in values for values in record.fields.values()):
            line = self.vocabulary.lineage(parent.kind)
            wanted = (f for f in kind.fields.values() if f.least and not line.isdisjoint(f.classes))
            if all(field.iri in record.fields for field in wanted):  # else what lacks is told of
                self._report_elsewhere(record, kind, parent, node)

    def _report_elsewhere(self, record: Record, kind: Kind, parent: Record, node: Mapping) -> None:
        """Report a statement that is about something else, at the value that could have been its thing."""
        stated = {key.text: value for key, value in node.entries}
        line = self.vocabulary.lineage(parent.kind)
        fitting = [f.name for f in kind.fields.values() if not (f.embedded or line.isdisjoint(f.classes))]
        first = [kind.implied.name] if kind.implied else []
        place = next((stated[name] for name in [*first, *fitting] if name in stated), node)
        name = local_name(parent.subject)
        hint = "move it to the file of what it is about"
        if kind.implied:
            hint = f"{hint}; in the file of `{name}`, `{kind.implied.name}` is left out"
        self.fields.report(
            "KG217", f"this statement does not mention `{name}`, in whose file it stands", place, hint
        )

    def _mint(self, record: Record, kind: Kind, parent: Record | None) -> Term:
        """A readable id from what identifies the record."""
        fields = record.fields
        parts = []
        for predicate in kind.identifying or sorted(fields.keys() - {TYPE}):
            values = fields.get(predicate)
            if values:
                ordered = values if len(values) == 1 else sorted(values)
                parts += [f"{predicate}={value}" for value in ordered]
        if kind.embedded and parent is not None:
            return iri(f"{parent.subject[1:-1]}.{_kebab(kind.name)}.{digest(parts)}")
        about = local_name(parent.subject) if parent else "x"
        return iri(f"{self.fields.id_base}{_kebab(kind.name)}-{about}-{digest([kind.iri, *parts])}")

    def _explicit_id(self, node: Scalar) -> str:
        if ID.fullmatch(node.text):
            return node.text
        self.fields.report(
            "KG205", f"`{node.text}` cannot be an id", node, "use lower-case letters, digits and hyphens"
        )
        return ""


@lru_cache
def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()
