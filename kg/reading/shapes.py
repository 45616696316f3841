"""Results of the shapes -> findings at the value at fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from kg.model import Finding, Mark, Record, Severity, Term
from kg.names import KG, RDF, SH, iri, is_iri, literal_parts, local_name, text_of
from kg.reading.claims import claims_of, judged
from kg.reading.codes import codes_for, fitting
from kg.reading.hints import is_not_known, joined
from kg.reading.values import closest
from kg.vocabulary import Field, Vocabulary
from kg.vocabulary.shacl_model import Result
from kg.vocabulary.shacl_words import article

CODES: Final = {
    "MinCount": "KG301",
    "MaxCount": "KG302",
    "Class": "KG303",
    "Datatype": "KG304",
    "NodeKind": "KG305",
    "Pattern": "KG306",
    "MinLength": "KG307",
    "MaxLength": "KG308",
    "MinInclusive": "KG309",
    "MaxInclusive": "KG310",
    "MinExclusive": "KG311",
    "MaxExclusive": "KG312",
    "LanguageIn": "KG313",
    "UniqueLang": "KG314",
    "In": "KG315",
    "HasValue": "KG316",
    "Equals": "KG317",
    "Disjoint": "KG318",
    "LessThan": "KG319",
    "LessThanOrEquals": "KG320",
    "Or": "KG321",
    "Xone": "KG322",
    "And": "KG323",
    "Not": "KG324",
    "Node": "KG325",
    "Closed": "KG326",
    "QualifiedMinCount": "KG327",
    "QualifiedMaxCount": "KG328",
}
"""Finding codes by constraint component."""

_OF_REFERENCES: Final = ("KG303", "KG321", "KG325")
"""Codes that a reference gets whose record is not of the right kind."""
_MEANT: Final = re.compile(r"did you mean `(\w+)[:`]")
_PLATFORM, _OPERATOR = iri(KG + "platform"), iri(KG + "operator")
_PATH: Final = iri(SH + "path")
_INNER: Final = frozenset(iri(SH + name) for name in ("or", "xone", "and", "not", "node", "property"))
_SECOND: Final = tuple(iri(SH + name) for name in ("lessThan", "lessThanOrEquals", "disjoint", "equals"))
_PAIRS: Final = ("LessThan", "Disjoint", "Equals")
_FIRST, _REST = iri(RDF + "first"), iri(RDF + "rest")


def check_shapes(
    vocabulary: Vocabulary,
    records: Iterable[Record],
    known: Sequence[Finding] = (),
    only: Collection[Term] | None = None,
) -> Iterator[Finding]:
    """What the shapes find wrong with the records.

    Args:
        vocabulary: Whose shapes.
        records: What there is.
        known: Findings of values that could not be read; what only follows from those is not said again.
        only: The subjects of those that are judged; all without it.
    """
    doubles = {f.mark for f in known if f.code == "KG207"}
    by_subject = {r.subject: r for r in records if not (doubles and r.mark in doubles)}
    data = {subject: record.fields for subject, record in by_subject.items()}
    dangling = {f.mark for f in known if f.code == "KG208"}
    unseen = {f.mark[:2] for f in known if f.code == "KG123" and f.severity is Severity.ERROR}
    misspelt = {
        (f.mark.file, meant[1])
        for f in known
        if f.code in ("KG123", "KG204") and (meant := _MEANT.match(f.hint))
    }
    claims = claims_of(by_subject, by_subject if only is None else only)
    speaker = _Speaker(vocabulary, {**by_subject, **claims})
    said: set[tuple[str, Mark, str]] = set()
    results = vocabulary.shapes.validate(data, vocabulary.index, only)
    for result in chain(results, judged(vocabulary, claims, data)):
        finding = speaker.finding(result)
        unread = any(
            _is_unread(by_subject.get(result.focus), path)
            or (finding.mark.file, local_name(path)) in misspelt
            for path in speaker.paths_of(result, finding.code)
        )
        if finding.code in _OF_REFERENCES and _leads_nowhere(result.value, by_subject, vocabulary):
            continue  # that is said already, of the reference or of the file that cannot be read
        key = (finding.code, finding.mark, finding.message)
        if finding.mark in dangling or finding.mark[:2] in unseen or unread or key in said:
            continue
        said.add(key)
        yield finding


def _leads_nowhere(value: Term | None, records: Mapping[Term, Record], vocabulary: Vocabulary) -> bool:
    return value is not None and is_iri(value) and value not in records and value not in vocabulary.index


def _is_unread(record: Record | None, path: Term) -> bool:
    """Whether the key is there, but its value could not be read."""
    return record is not None and path in record.fields and not record.fields[path]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says what a result means to whoever wrote the record."""

    vocabulary: Vocabulary
    records: Mapping[Term, Record]
    _involved: dict[Term, tuple[Term, ...]] = field(default_factory=dict)

    def finding(self, result: Result) -> Finding:
        code = CODES[local_name(result.component).removesuffix("ConstraintComponent")]
        record = self.records.get(result.focus)
        advice = "" if result.message == result.detail else _as_hint(result.message)
        if record is None:  # a shape may be aimed at something that the data does not have
            mark = Mark("ontology", 1, 1)
            return Finding(code, result.level, result.detail, mark, advice, shape=result.source_shape)
        mark, related = self._place(record, result)
        if result.path is None:
            message, hint = (advice, "") if advice else (result.detail, "")
        else:
            message = self._message(record, result, code)
            hint = self._hint(record, result, code, advice)
        return Finding(code, result.level, message, mark, hint, related, result.source_shape)

    def paths_of(self, result: Result, code: str) -> tuple[Term, ...]:
        """The properties of which a result says that there are too few."""
        if result.path is None:
            return self._paths_in(result.source_shape)
        return (result.path,) if code == "KG301" else ()

    def _place(self, record: Record, result: Result) -> tuple[Mark, tuple[tuple[Mark, str], ...]]:
        """The value at fault, and the values that it does not go with."""
        path = result.path or ""
        if not path:
            marks = [record.mark_of(p) for p in self._paths_in(result.source_shape) if record.fields.get(p)]
            *others, mark = sorted(marks) or [record.mark]
            return mark, tuple((other, "it does not go with this") for other in others)
        values = record.fields.get(path, [])
        if result.component.endswith("/ns/shacl#MaxCountConstraintComponent>") and len(values) > 1:
            found = self._field(record, path)
            most = found.most if found is not None and found.most else 1
            return record.mark_of(path, values[min(most, len(values) - 1)]), ()
        if result.component.endswith("UniqueLangConstraintComponent>"):
            seen: dict[str, Term] = {}
            for value in values:
                first = seen.setdefault(literal_parts(value)[2], value)
                if first is not value:
                    other = record.mark_of(path, first)
                    return record.mark_of(path, value), ((other, "the first in this language"),)
        is_pair = local_name(result.component).startswith(_PAIRS)
        shape = self.vocabulary.index.get(result.source_shape, {}) if is_pair else {}
        second = [p for key in _SECOND for p in shape.get(key, ())]
        marks = [record.mark_of(p) for p in second if record.fields.get(p)]
        related = tuple((m, "it does not go with this") for m in marks if m != record.mark)
        return record.mark_of(path, result.value), related

    def _paths_in(self, shape: Term) -> tuple[Term, ...]:
        """The properties that a shape speaks of, in the shapes within it too."""
        found = self._involved.get(shape)
        if found is None:
            index = self.vocabulary.index
            paths: dict[Term, None] = {}
            waiting, seen = [shape], {shape}
            while waiting:
                said = index.get(waiting.pop(), {})
                paths.update(dict.fromkeys(said.get(_PATH, ())))
                inner = [v for p in (*_INNER, _FIRST, _REST) for v in said.get(p, ()) if v not in seen]
                seen.update(inner)
                waiting += inner
            found = self._involved[shape] = tuple(paths)
        return found

    def _message(self, record: Record, result: Result, code: str) -> str:
        kind = self.vocabulary.by_iri[record.kind].name
        name = local_name(result.path or "")
        found = self._field(record, result.path)
        if code == "KG301":
            return f"{kind} lacks `{name}`"
        if code == "KG302" and found is not None and found.most == 1:
            return f"{kind} has more than one `{name}`"
        if code == "KG307" and result.value == '""':
            return f"`{name}` is empty"
        if code == "KG303" and result.value is not None and found is not None:
            wanted = " or ".join(self._one_of(c) for c in found.classes)
            return f"`{name}` wants {wanted}, and `{text_of(result.value)}` is {self._what(result.value)}"
        if code == "KG306" and result.value is not None and result.message != result.detail:
            return f"`{name}: {text_of(result.value)}` does not have the right form"
        is_kind = result.value in self.records and found is not None and bool(found.classes)
        more = f", which is {self._what(result.value or '')}" if is_kind and code == "KG321" else ""
        return result.detail + more

    def _hint(self, record: Record, result: Result, code: str, advice: str) -> str:
        found = self._field(record, result.path)
        parts = [advice] if advice else []
        if found is not None and code in ("KG303", "KG321") and result.value and is_iri(result.value):
            parts = [*filter(None, [self._meant(found, local_name(result.value))]), *parts]
        if code == "KG307" and not parts:
            parts = ["write it, or remove the key"]
        is_single = code == "KG302" and found is not None and found.most == 1
        if is_single and " one " not in advice:  # what the shape asks for besides is not at fault
            parts = []
        if not parts and (code == "KG314" or is_single):
            parts = ["keep one"]
        if code == "KG306" and found is not None and found.pattern and result.value is not None:
            stated = text_of(result.value)
            meant = fitting(found.pattern, stated)
            codes = codes_for(found.name, stated) or ((meant,) if meant else ())
            if is_not_known(stated) and not found.least:
                parts = ["leave the key out if it is not known"]
            elif codes:
                parts = ["write " + " or ".join(f"`{code}`" for code in codes), *parts]
        if not parts and found is not None and code in ("KG301", "KG303"):
            parts = [_as_hint(found.description)]
        if code == "KG301" and (first := self._first_beside(record)) is not None:
            is_one_line = record.mark.line == first.mark.line
            parts.append(
                "put all keys of one into one { }" if is_one_line else "each dash begins another one"
            )
        return joined(parts)

    def _first_beside(self, record: Record) -> Record | None:
        """The first of the list in which a record is not the first."""
        around = self.records.get(record.parent or "")
        for values in around.fields.values() if around else ():
            if record.subject in values[1:]:
                return self.records.get(values[0])
        return None

    def _meant(self, found: Field, name: str) -> str:
        """The record of a right kind that has nearly the same id."""
        allowed = set(found.classes)
        names = [
            local_name(subject)
            for subject, record in self.records.items()
            if not allowed.isdisjoint(self.vocabulary.by_iri[record.kind].ancestors)
        ]
        longer = [other for other in names if other.startswith(f"{name}-") or name.startswith(f"{other}-")]
        return (
            f"did you mean `{min(longer, key=len)}`?"
            if longer
            else closest(name, names) or self._run_by(name, names)
        )

    def _run_by(self, name: str, fitting: Collection[str]) -> str:
        """Who is said to run the platform that stands where a company should."""
        for record in self.records.values():
            run = [local_name(platform) for platform in record.fields.get(_PLATFORM, ())]
            for operator in record.fields.get(_OPERATOR, ()) if name in run else ():
                if local_name(operator) in fitting:
                    return f"did you mean `{local_name(operator)}`, who runs it?"
        return ""

    def _what(self, term: Term) -> str:
        record = self.records.get(term)
        if record is None:
            return "something else"
        return article(self.vocabulary.by_iri[record.kind].name)

    def _one_of(self, cls: Term) -> str:
        """A class, with the kinds under it that a record can be."""
        kinds = self.vocabulary.kinds.values()
        under = [
            k.name for k in kinds if cls in k.ancestors and k.iri != cls and not (k.abstract or k.embedded)
        ]
        name = article(local_name(cls))
        if not under or len(under) > 8:
            return name
        return f"{name} ({', '.join(under)})"

    def _field(self, record: Record, path: Term | None) -> Field | None:
        return self.vocabulary.by_iri[record.kind].fields.get(local_name(path)) if path else None


def _as_hint(text: str) -> str:
    """A sentence as a hint: without its full stop, and in lower case unless it begins with a name or key."""
    text = text.removesuffix(".")
    is_word = " " in text and text.split(" ", 1)[0].isalpha() and (text[1:2].islower() or text[1:2] == " ")
    return text[0].lower() + text[1:] if is_word and text[0].isupper() else text
