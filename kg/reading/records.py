"""YAML nodes -> records, typed by the shapes of their kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.model import Finding, Mark, Record, Severity, Term, pack
from kg.names import CITATION, LANG_STRING, TYPE, digest, iri, literal, local_name
from kg.reading.nodes import Mapping, Node, Scalar, Sequence
from kg.reading.values import ID, ValueProblem, closest, converter
from kg.vocabulary import Field, Kind, Vocabulary

Document: TypeAlias = tuple[str, str, Node]
"""The file as given, the id that its name makes, and what is in it."""

_STRUCTURAL = ("kind", "id", "statements")
_OF_CITATIONS = ("says", "omits")


def read_records(
    vocabulary: Vocabulary, id_base: str, documents: Iterable[Document]
) -> tuple[list[Record], list[Finding]]:
    """Read all records of some documents.

    Args:
        vocabulary: The kinds and their fields.
        id_base: The namespace of ids.
        documents: In the order in which records are wanted.

    Returns:
        The records (things, statements and what is embedded in them) and all that is wrong with them.
    """
    reader = _Reader(vocabulary, id_base)
    for file, name, node in documents:
        reader.document(file, name, node)
    return reader.records, reader.findings


@dataclass(slots=True)
class _Reader:
    vocabulary: Vocabulary
    id_base: str
    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    file: str = ""
    _converters: dict[int, Callable[[str], Term]] = field(default_factory=dict)

    def document(self, file: str, name: str, node: Node) -> None:
        """Read one file."""
        self.file = file
        if not isinstance(node, Mapping):
            self._report(
                "KG200", "a file holds one record: keys with values", node, "begin with `kind:`, then `name:`"
            )
            return
        kind = self._kind(node, "a file")
        if ID.fullmatch(name) is None:
            self._report(
                "KG205",
                f"the file's name `{name}` cannot be an id",
                node,
                "use lower-case letters, digits and hyphens",
            )
            return
        stated = _entry(node, "id")
        if stated is not None and not (isinstance(stated, Scalar) and stated.text == name):
            self._report(
                "KG206",
                f"the id differs from the file's name, which is `{name}`",
                stated,
                "remove the key, or rename the file",
            )
        if kind is None:
            return
        thing = self._record(node, kind, iri(self.id_base + name), None)
        statements = _entry(node, "statements")
        if statements is not None:
            self._statements(statements, thing)

    def _statements(self, node: Node, thing: Record) -> None:
        if not isinstance(node, Sequence):
            self._report("KG209", "`statements` is a list", node, "begin each statement with `- kind:`")
            return
        for item in node.items:
            if not isinstance(item, Mapping):
                self._report("KG209", "a statement is a map of keys", item, "begin it with `- kind:`")
                continue
            kind = self._kind(item, "a statement")
            if kind is None:
                continue
            if not kind.statement:
                self._report(
                    "KG203",
                    f"{kind.name} is not a kind of statement",
                    _entry(item, "kind") or item,
                    "give it a file of its own",
                )
                continue
            self._record(item, kind, None, thing)

    def _kind(self, node: Mapping, what: str) -> Kind | None:
        value = _entry(node, "kind")
        if value is None:
            hint = next((closest(k.text, ["kind"]) for k, _ in node.entries if closest(k.text, ["kind"])), "")
            self._report("KG201", f"{what} must say its `kind`", node, hint or "such as `kind: Company`")
            return None
        if not isinstance(value, Scalar):
            self._report("KG209", "`kind` is one word", value)
            return None
        kind = self.vocabulary.kinds.get(value.text)
        if kind is None:
            names = [k.name for k in self.vocabulary.kinds.values() if not (k.abstract or k.embedded)]
            self._report(
                "KG202",
                f"there is no kind `{value.text}`",
                value,
                closest(value.text, names) or "`kg schema kinds` lists them",
            )
            return None
        if kind.abstract or kind.embedded:
            narrower = [
                k.name
                for k in self.vocabulary.kinds.values()
                if kind.iri in k.ancestors and not (k.abstract or k.embedded)
            ]
            hint = f"such as {', '.join(narrower[:4])}" if kind.abstract else "it stands inside a statement"
            self._report("KG203", f"{kind.name} cannot be the kind of a record", value, hint)
            return None
        return kind

    def _record(self, node: Mapping, kind: Kind, subject: Term | None, parent: Record | None) -> Record:
        """Read a record; mint its id if it has none; then read what is embedded in it."""
        record = Record(
            subject or "",
            kind.iri,
            {TYPE: [kind.iri]},
            {},
            self.file,
            pack(node.line, node.column),
            parent.subject if parent else None,
        )
        embedded: list[tuple[Field, Node]] = []
        explicit = ""
        for key, value in node.entries:
            found = kind.fields.get(key.text)
            if found is not None:
                if found.embedded:
                    embedded.append((found, value))
                else:
                    terms, positions = self._values(found, value)
                    record.fields[found.iri] = terms
                    record.positions[found.iri] = positions
            elif key.text == "id" and isinstance(value, Scalar) and subject is None:
                explicit = self._explicit_id(value)
            elif key.text in _OF_CITATIONS and CITATION in kind.ancestors:
                continue
            elif key.text not in _STRUCTURAL or (key.text == "statements" and kind.statement):
                self._unknown_key(key, kind)
        if parent is not None and not kind.embedded:
            self._fill_implied(record, kind, parent, node)
        if subject is None:
            record.subject = iri(self.id_base + explicit) if explicit else self._mint(record, kind, parent)
        self.records.append(record)
        for found, value in embedded:
            self._embedded(found, value, record, kind)
        return record

    def _embedded(self, found: Field, node: Node, parent: Record, parent_kind: Kind) -> None:
        kind = self.vocabulary.by_iri[found.embedded or ""]
        terms = parent.fields.setdefault(found.iri, [])
        positions = parent.positions.setdefault(found.iri, [])
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Mapping):
                required = [f.name for f in kind.fields.values() if f.least]
                text = f": {item.text}" if isinstance(item, Scalar) and ID.fullmatch(item.text) else ": ..."
                example = f"{{{required[0]}{text}, ...}}" if required else "{...}"
                self._report("KG209", f"`{found.name}` wants maps of keys", item, f"write {example}")
                continue
            record = self._record(item, kind, None, parent)
            record.parent = parent.subject
            self._says(item, record, parent_kind)
            if record.subject in terms:
                self._report("KG213", f"the same is said twice under `{found.name}`", item, "remove one")
                self.records.remove(record)
                continue
            terms.append(record.subject)
            positions.append(pack(item.line, item.column))

    def _says(self, node: Mapping, record: Record, kind: Kind) -> None:
        """What the source of a citation has otherwise (`says`), or not at all (`omits`)."""
        said, omitted = _entry(node, "says"), _entry(node, "omits")
        if said is not None and not isinstance(said, Mapping):
            self._report(
                "KG209", "`says` is a map", said, "write {date: 2014-11-28}: what this source has otherwise"
            )
        elif said is not None:
            for key, value in said.entries:
                found = kind.fields.get(key.text)
                if found is None or found.embedded:
                    self._unknown_key(key, kind, "KG216")
                    continue
                record.says[found.iri], record.positions[found.iri] = self._values(found, value)
        if omitted is not None:
            names = omitted.items if isinstance(omitted, Sequence) else [omitted]
            silent = set()
            for name in names:
                found = kind.fields.get(name.text) if isinstance(name, Scalar) else None
                if found is not None:
                    silent.add(found.iri)
                elif isinstance(name, Scalar):
                    self._unknown_key(name, kind, "KG216")
                else:
                    self._report("KG209", "`omits` is a list of keys", name)
            record.omits = frozenset(silent)

    def _fill_implied(self, record: Record, kind: Kind, parent: Record, node: Mapping) -> None:
        implied = kind.implied_field
        if implied is not None and implied.iri not in record.fields:
            record.fields[implied.iri] = [parent.subject]
            record.positions[implied.iri] = [record.position]
        elif not any(parent.subject in values for values in record.fields.values()):
            self._report(
                "KG217",
                f"this statement does not mention `{local_name(parent.subject)}`, in whose file it stands",
                node,
                "move it to the file of what it is about",
            )

    def _mint(self, record: Record, kind: Kind, parent: Record | None) -> Term:
        """A readable id from what identifies the record."""
        identifying = [f.iri for f in kind.fields.values() if f.identifying] or [
            p for p in record.fields if p != TYPE
        ]
        parts = [f"{p}={v}" for p in sorted(identifying) for v in sorted(record.fields.get(p, ()))]
        if kind.embedded and parent is not None:
            return iri(f"{parent.subject[1:-1]}.{_kebab(kind.name)}.{digest(parts)}")
        about = local_name(parent.subject) if parent else "x"
        return iri(f"{self.id_base}{_kebab(kind.name)}-{about}-{digest([kind.iri, *parts])}")

    def _explicit_id(self, node: Scalar) -> str:
        if ID.fullmatch(node.text):
            return node.text
        self._report(
            "KG205", f"`{node.text}` cannot be an id", node, "use lower-case letters, digits and hyphens"
        )
        return ""

    def _values(self, found: Field, node: Node) -> tuple[list[Term], list[int]]:
        """The values of a field and where each was written."""
        if isinstance(node, Scalar) and LANG_STRING not in found.datatypes:
            term = self._value(found, node)
            return ([term], [pack(node.line, node.column)]) if term else ([], [])
        terms: list[Term] = []
        positions: list[int] = []
        pairs = self._texts(found, node) if LANG_STRING in found.datatypes else self._items(found, node)
        for term, place in pairs:
            if term in terms:
                self._report("KG218", f"`{found.name}` has the same value twice", place, "remove one")
                continue
            terms.append(term)
            positions.append(pack(place.line, place.column))
        return terms, positions

    def _items(self, found: Field, node: Node) -> Iterator[tuple[Term, Node]]:
        if isinstance(node, Mapping):
            self._report("KG209", f"`{found.name}` wants a value, not a map", node, _example(found))
            return
        for item in node.items if isinstance(node, Sequence) else [node]:
            if not isinstance(item, Scalar):
                self._report("KG209", f"`{found.name}` wants plain values", item, _example(found))
            elif term := self._value(found, item):
                yield term, item

    def _texts(self, found: Field, node: Node) -> Iterator[tuple[Term, Node]]:
        """Texts with their language: plain English, or a map by language, or a list of both."""
        for item in node.items if isinstance(node, Sequence) else [node]:
            entries = item.entries if isinstance(item, Mapping) else [(Scalar("en", 0, 0, ""), item)]
            for language, texts in entries:
                if found.languages and language.text not in found.languages:
                    self._report(
                        "KG212",
                        f"`{language.text}` is not a language that `{found.name}` may have",
                        language,
                        closest(language.text, found.languages) or f"one of: {', '.join(found.languages)}",
                    )
                    continue
                for text in texts.items if isinstance(texts, Sequence) else [texts]:
                    if not isinstance(text, Scalar):
                        self._report("KG209", f"`{found.name}` wants text", text, "write {en: ..., zh: ...}")
                    elif not self._is_null(found, text):
                        yield literal(text.text, language=language.text), text

    def _value(self, found: Field, node: Scalar) -> Term | None:
        if self._is_null(found, node):
            return None
        key = id(found)
        convert = self._converters.get(key)
        if convert is None:
            convert = self._converters[key] = converter(found, self.id_base)
        try:
            return convert(node.text)
        except ValueProblem as problem:
            code = "KG211" if found.concepts else "KG205" if found.classes else "KG210"
            self._report(code, problem.message, node, problem.hint)
            return None

    def _is_null(self, found: Field, node: Scalar) -> bool:
        if node.style == "" and node.text in ("", "~", "null", "Null", "NULL"):
            self._report(
                "KG215",
                f"`{found.name}` has no value",
                node,
                "give one, or remove the key; quote the word if meant",
            )
            return True
        return False

    def _unknown_key(self, key: Scalar, kind: Kind, code: str = "KG204") -> None:
        known = [*kind.fields, *(() if code == "KG216" else _STRUCTURAL)]
        owners = [k.name for k in self.vocabulary.kinds.values() if key.text in k.fields and not k.abstract]
        hint = closest(key.text, known)
        if not hint and owners:
            hint = f"it is a key of {', '.join(owners[:3])}"
        self._report(
            code, f"{kind.name} has no key `{key.text}`", key, hint or f"it may have: {', '.join(known)}"
        )

    def _report(self, code: str, message: str, node: Node, hint: str = "") -> None:
        mark = Mark(self.file, max(node.line, 1), max(node.column, 1))
        self.findings.append(Finding(code, Severity.ERROR, message, mark, hint))


def _entry(node: Mapping, name: str) -> Node | None:
    return next((value for key, value in node.entries if key.text == name), None)


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def _example(found: Field) -> str:
    return f"write `{found.name}: {next(iter(found.concepts), '...')}`"
