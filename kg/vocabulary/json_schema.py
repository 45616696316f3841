"""The shapes as JSON Schema, so that an editor completes keys and words, explains them and marks mistakes.

One schema serves every file: the `kind` chooses what else may stand there. It is of draft 7, which every editor
knows. What JSON Schema cannot say (what a reference leads to, how two values compare, what other files hold) is
left to `kg check`, which refuses all that this schema refuses. An empty list counts as a value here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.names import CITATION, local_name
from kg.vocabulary.json_values import (
    ID_PATTERN,
    Schema,
    is_text,
    listed,
    listed_words,
    plain_schema,
    texts_schema,
    words_schema,
)
from kg.vocabulary.kinds import Field, Kind
from kg.vocabulary.presence import PresenceRule, presence_rules
from kg.vocabulary.shacl_model import Path, PropertyShape
from kg.vocabulary.shacl_words import article
from kg.vocabulary.vocabulary import Vocabulary

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of the YAML files.

    Args:
        vocabulary: The kinds, fields and words.

    Raises:
        OntologyError: A shape uses a construct that the compiler does not know.
    """
    writer = _Writer(vocabulary)
    kinds = [kind for kind in vocabulary.kinds.values() if not (kind.abstract or kind.embedded)]
    choices = [_when(kind, writer.record(kind)) for kind in kinds]
    return {
        "$schema": DRAFT,
        "title": "record",
        "description": "One thing or statement; the file's name is its id.",
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": _kind_schema(kinds, "What the record is.")},
        "allOf": choices,
        "definitions": dict(sorted(writer.definitions.items())),
    }


def json_schema_text(vocabulary: Vocabulary) -> str:
    """The same as a text, one definition a line, in the same bytes whenever the ontology is the same."""
    schema = json_schema(vocabulary)
    definitions = [f"{_json(name)}: {_json(found)}" for name, found in schema.pop("definitions").items()]
    entries = [f"{_json(name)}: {_json(value)}" for name, value in schema.items()]
    listed_definitions = ",\n  ".join(definitions)
    return "{\n " + ",\n ".join([*entries, f'"definitions": {{\n  {listed_definitions}\n }}']) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(slots=True)
class _Writer:
    """Collects the definitions; what two kinds share is there once."""

    vocabulary: Vocabulary
    definitions: dict[str, Schema] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)
    _fields: dict[str, Mapping[Path, tuple[PropertyShape, ...]]] = field(default_factory=dict)

    def define(self, schema: Schema, *names: str) -> Schema:
        """A reference to a definition, which gets the first of the names that is free."""
        key = json.dumps(schema, sort_keys=True)
        name = self._known.get(key)
        if name is None:
            name = next(name for name in names if name not in self.definitions)
            self._known[key] = name
            self.definitions[name] = schema
        return {"$ref": f"#/definitions/{name}"}

    def record(self, kind: Kind) -> Schema:
        """A kind as it stands in a file of its own."""
        properties = {"kind": True, **self.fields(kind), "id": _id_schema()}
        if not kind.statement:
            properties["statements"] = self.statements()
        required = [f.name for f in kind.fields.values() if f.least]
        return self.define(_closed(kind, properties, required, _rules(self.vocabulary, kind)), kind.name)

    def statements(self) -> Schema:
        """The list of statements in the file of a thing."""
        name = "statements"
        if name not in self.definitions:
            self.definitions[name] = {}
            kinds = [
                k for k in self.vocabulary.kinds.values() if k.statement and not (k.abstract or k.embedded)
            ]
            self.definitions[name] = {
                "description": "What is said of this thing only.",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["kind"],
                    "properties": {"kind": _kind_schema(kinds, "What is said.")},
                    "allOf": [_when(kind, self.inline(kind)) for kind in kinds],
                },
            }
        return {"$ref": f"#/definitions/{name}"}

    def inline(self, kind: Kind) -> Schema:
        """A statement in the file of a thing, which fills the implied field."""
        if kind.implied is None or not kind.implied.least:
            return self.record(kind)
        properties = {"kind": True, **self.fields(kind), "id": _id_schema()}
        required = [f.name for f in kind.fields.values() if f.least and not f.implied]
        schema = _closed(kind, properties, required, _rules(self.vocabulary, kind))
        return self.define(schema, f"{kind.name}.inline")

    def fields(self, kind: Kind) -> dict[str, Schema]:
        """What may stand in a record of a kind, in the order of the shapes."""
        return {name: self.field(kind, found) for name, found in kind.fields.items()}

    def field(self, kind: Kind, found: Field) -> Schema:
        """The values of a field, with what it means."""
        value = (
            self.embedded(kind, found) if found.embedded else self.values(found, self._shapes(kind, found))
        )
        schema = {**_help(found), **value}
        return self.define(schema, found.name, f"{kind.name}.{found.name}")

    def _shapes(self, kind: Kind, found: Field) -> list[PropertyShape]:
        if kind.name not in self._fields:
            self._fields[kind.name] = self.vocabulary.shapes.fields(kind.iri)
        return list(self._fields[kind.name].get(Path(found.iri), ()))

    def values(self, found: Field, shapes: list[PropertyShape]) -> Schema:
        """One value of a field or a list of them."""
        if found.concepts:
            scheme = local_name(found.classes[0])
            words = words_schema(found)
            return listed_words(words, self.define(words, scheme, f"{scheme}.{found.name}"), shapes)
        if is_text(found):
            return texts_schema(found, shapes)
        return listed(plain_schema(found, shapes), shapes, unique=bool(found.classes))

    def embedded(self, parent: Kind, found: Field) -> Schema:
        """Records that are written in place; a citation may also say what its source has otherwise."""
        kind = self.vocabulary.by_iri[found.embedded or ""]
        properties = {**self.fields(kind), "id": _id_schema()}
        if CITATION in kind.ancestors:
            keys = [name for name, f in parent.fields.items() if not f.embedded]
            omitted = {"type": "string", "enum": sorted(parent.fields)}
            properties["says"] = {
                "description": "What this source has otherwise, by key.",
                "type": "object",
                "properties": {name: self.said(parent, parent.fields[name]) for name in keys},
                "additionalProperties": False,
            }
            properties["omits"] = {
                "description": "The keys on which this source is silent.",
                **listed_words(omitted, self.define(omitted, f"{parent.name}.keys"), [], unique=False),
            }
        required = [f.name for f in kind.fields.values() if f.least]
        schema = _closed(kind, properties, required, _rules(self.vocabulary, kind))
        one = {"type": "object", **self.define(schema, kind.name, f"{parent.name}.{kind.name}")}
        shape = listed(one, self._shapes(parent, found))
        return {**shape, "type": ["array", "object"]}  # an editor proposes the first

    def said(self, kind: Kind, found: Field) -> Schema:
        """What a source may have otherwise: anything of the field's type, within its limits or not."""
        schema = {**_help(found), **self.values(found, [])}
        return self.define(schema, f"{found.name}.said", f"{kind.name}.{found.name}.said")


def _when(kind: Kind, schema: Schema) -> Schema:
    return {"if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]}, "then": schema}


def _closed(kind: Kind, properties: Mapping[str, object], required: list[str], rules: list[Schema]) -> Schema:
    return {
        "title": kind.name,
        "description": kind.definition,
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def _kind_schema(kinds: list[Kind], description: str) -> Schema:
    return {
        "title": "kind",
        "description": description,
        "type": "string",
        "enum": [kind.name for kind in kinds],
        "enumDescriptions": [kind.definition for kind in kinds],
    }


def _id_schema() -> Schema:
    return {
        "description": "The id, where it is not the file's name or made from what identifies the statement.",
        "type": ["string", "integer"],
        "pattern": ID_PATTERN,
    }


def _help(found: Field) -> Schema:
    """What a field means, for completion and hover."""
    about = [found.description]
    if found.classes and not (found.concepts or found.embedded):
        about.append(f"The id of {article(' or '.join(local_name(c) for c in found.classes))}.")
    about.append(
        f"{'Required' if found.least else 'Optional'}; {'one' if found.most == 1 else 'may be several'}."
    )
    examples = "".join(f"\n\n```yaml\n{example}\n```" for example in found.examples)
    names = " · ".join(dict.fromkeys(found.label[tag] for tag in sorted(found.label)))
    plain = " ".join(part for part in about if part)
    return {"title": names or found.name, "description": plain, "markdownDescription": plain + examples}


def _rules(vocabulary: Vocabulary, kind: Kind) -> list[Schema]:
    """What the shapes ask of several keys together, in the form that an editor explains best."""
    rules: list[Schema] = []
    for rule in presence_rules(vocabulary.index, kind):
        absent, present = list(rule.absent), list(rule.present)
        if rule.exactly_one:
            rules.append({"oneOf": _presences(rule)})
        elif len(absent) == 1 and len(present) == 1:
            rules.append({"dependencies": {absent[0]: present}})
        elif len(absent) == 2 and not present:
            rules.append({"if": {"required": absent[:1]}, "then": {"properties": {absent[1]: False}}})
        else:
            rules.append({"anyOf": _presences(rule)})
    return rules


def _presences(rule: PresenceRule) -> list[Schema]:
    return [
        *({"required": [name]} for name in rule.present),
        *({"not": {"required": [name]}} for name in rule.absent),
    ]
