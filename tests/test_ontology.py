"""The hygiene of `ontology/`: words before data, one meaning each, and shapes that the compiler can hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import yaml
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.vocabulary.vocabulary import Vocabulary, load

ONTOLOGY = Path(__file__).parents[1] / "ontology"
BASE = "https://w3id.org/walled-gardens/ontology/"
KG = Namespace(BASE)
IRI = URIRef(BASE)
FILES = ("kg.ttl", "schemes.ttl", "shapes.ttl")

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF-level1")

NODE_SHAPE_WORDS = {SH.targetClass, SH.property}
COMPONENTS = {
    *(SH.datatype, SH["class"], SH.nodeKind, SH.minCount, SH.maxCount, SH.minInclusive, SH.maxInclusive),
    *(SH.minExclusive, SH.maxExclusive, SH.minLength, SH.maxLength, SH.pattern, SH.languageIn),
    *(SH.uniqueLang, SH["in"], SH.hasValue, SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals),
    *(SH["or"], SH.xone, SH["and"], SH["not"], SH.node),
}
TALK = {SH.severity, SH.message, SH.description, SH.order}
TOOL_WORDS = {KG.identifying, KG.implied, KG.labelling, KG.contestKey, KG.successionKey, KG.lapsesWithout}

STRUCTURAL_KEYS = {"kind", "id", "statements", "says", "omits"}
SLOT = re.compile(r"\{(\w+)\}")
# Direct edges begin with a verb in the third person (after "group", where a group does it), or with "in" for "is in".
VERB_FIRST = re.compile(r"^(group[A-Z])?[a-z]+s([A-Z]\w*)?$|^in[A-Z]\w*$")
ROLES_OF_DERIVED_NODES = {
    *(KG.actingGroup, KG.affectedGroup, KG.member, KG.group, KG.certainty, KG.premise, KG.hasDerivation),
}


@cache
def graph(*names: str) -> Graph:
    """The files given, or all three, as one graph."""
    together = Graph()
    for name in names or FILES:
        together.parse(ONTOLOGY / name, format="turtle")
    return together


@cache
def vocabulary() -> Vocabulary:
    return load(ONTOLOGY)


def ours(types: Iterable[Node]) -> Iterator[URIRef]:
    """Our own terms of these types."""
    for kind in types:
        for term in graph().subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(BASE):
                yield term


def classes() -> set[URIRef]:
    return set(ours([OWL.Class]))


def properties() -> set[URIRef]:
    return set(ours(PROPERTY_TYPES))


def concepts() -> set[URIRef]:
    return set(ours([SKOS.Concept]))


def node_shapes() -> set[URIRef]:
    return set(ours([SH.NodeShape]))


def property_shapes() -> set[URIRef]:
    return set(ours([SH.PropertyShape]))


def is_true(term: Node, annotation: URIRef) -> bool:
    return (term, annotation, Literal(True)) in graph()


def derived(term: URIRef) -> bool:
    return is_true(term, KG.derived)


def name(term: Node) -> str:
    return str(term).removeprefix(BASE)


def texts(term: Node, word: URIRef) -> Iterator[Literal]:
    return (text for text in graph().objects(term, word) if isinstance(text, Literal))


def paths() -> set[URIRef]:
    return {path for path in graph().objects(None, SH.path) if isinstance(path, URIRef)}


# ---------------------------------------------------------------- header and words


def test_the_header_says_what_version_this_is_and_under_what_licence() -> None:
    header = graph("kg.ttl")
    assert (IRI, RDF.type, OWL.Ontology) in header
    version = header.value(IRI, OWL.versionInfo)
    assert header.value(IRI, OWL.versionIRI) == URIRef(f"{BASE}{version}")
    assert header.value(IRI, DCTERMS.license) == URIRef("https://creativecommons.org/publicdomain/zero/1.0/")
    assert header.value(IRI, VANN.preferredNamespacePrefix) == Literal("kg")
    assert header.value(IRI, VANN.preferredNamespaceUri) == Literal(BASE)
    for word in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified):
        assert header.value(IRI, word) is not None, word


def test_there_is_only_one_header() -> None:
    assert set(graph().subjects(RDF.type, OWL.Ontology)) == {IRI}


@pytest.mark.parametrize("word", [SKOS.definition, SKOS.example, RDFS.isDefinedBy])
def test_every_term_is_explained(word: URIRef) -> None:
    schemes = set(ours([SKOS.ConceptScheme]))
    silent = {
        name(term)
        for term in classes() | properties() | concepts() | schemes
        if not any(True for _ in graph().objects(term, word))
    }
    assert not silent


def test_every_term_has_one_label_in_english_and_one_in_chinese() -> None:
    wrong = {}
    for term in classes() | properties():
        languages = Counter(label.language for label in texts(term, RDFS.label))
        if languages != {"en": 1, "zh": 1}:
            wrong[name(term)] = languages
    for term in concepts() | set(ours([SKOS.ConceptScheme])):
        languages = Counter(label.language for label in texts(term, SKOS.prefLabel))
        if languages != {"en": 1, "zh": 1}:
            wrong[name(term)] = languages
    assert not wrong


def test_no_text_is_without_language_and_none_is_empty() -> None:
    words = (
        RDFS.label,
        SKOS.prefLabel,
        SKOS.definition,
        SKOS.example,
        SH.message,
        SH.description,
        KG.template,
    )
    wrong = [
        (name(subject), name(word), str(text))
        for word in words
        for subject, text in graph().subject_objects(word)
        if not isinstance(text, Literal) or not text.language or not text.strip()
    ]
    assert not wrong


def test_definitions_are_sentences_and_tell_terms_apart() -> None:
    def said(term: Node) -> str:
        return str(graph().value(term, SKOS.definition))

    terms = classes() | properties()
    assert [name(t) for t in terms if not said(t).endswith((".", ".)"))] == []
    counted = Counter(said(t) for t in terms)
    assert [text for text, times in counted.items() if times > 1] == []


def test_labels_of_properties_of_one_kind_do_not_collide() -> None:
    for kind in vocabulary().kinds.values():
        for language in ("en", "zh"):
            seen = Counter(field.label.get(language, "") for field in kind.fields.values())
            assert [label for label, times in seen.items() if times > 1] == [], (kind.name, language)


# ---------------------------------------------------------------- logic


def test_every_term_lives_in_our_namespace_and_looks_like_one() -> None:
    assert [name(c) for c in classes() if not re.fullmatch(r"[A-Z][A-Za-z]+", name(c))] == []
    assert [name(p) for p in properties() if not re.fullmatch(r"[a-z][A-Za-z]+", name(p))] == []


def test_a_property_has_one_type_and_at_most_one_domain_and_range() -> None:
    for term in properties():
        assert len([t for t in PROPERTY_TYPES if (term, RDF.type, t) in graph()]) == 1, term
        assert len(list(graph().objects(term, RDFS.domain))) <= 1, term
        assert len(list(graph().objects(term, RDFS.range))) <= 1, term


def test_domains_and_ranges_are_our_own_classes() -> None:
    for word in (RDFS.domain, RDFS.range):
        assert set(graph().objects(None, word)) <= classes()


def test_no_axiom_claims_more_than_the_world_holds() -> None:
    forbidden_types = (
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.TransitiveProperty,
        OWL.SymmetricProperty,
        OWL.Restriction,
    )
    for kind in forbidden_types:
        assert list(graph().subjects(RDF.type, kind)) == []
    for word in (OWL.sameAs, OWL.equivalentClass, OWL.equivalentProperty, OWL.inverseOf, OWL.unionOf):
        assert list(graph().subject_objects(word)) == []


def test_hierarchies_are_declared_and_without_rings() -> None:
    for word, declared in (
        (RDFS.subClassOf, set(graph().subjects(RDF.type, OWL.Class))),
        (RDFS.subPropertyOf, {p for t in PROPERTY_TYPES for p in graph().subjects(RDF.type, t)}),
        (SKOS.broader, concepts()),
    ):
        for below, above in graph().subject_objects(word):
            assert below in declared, (below, word)
            assert above in declared, (above, word)
            assert below not in set(graph().transitive_objects(above, word)), (below, word)


def test_blank_nodes_stand_only_in_shapes() -> None:
    for file in ("kg.ttl", "schemes.ttl"):
        assert [n for triple in graph(file) for n in triple if isinstance(n, BNode)] == [], file
    shapes = graph("shapes.ttl")
    allowed = {
        SH["or"],
        SH.xone,
        SH["and"],
        SH["not"],
        SH.languageIn,
        SH["in"],
        KG.contestKey,
        KG.successionKey,
        KG.lapsesWithout,
    }
    for _, word, value in shapes:
        if isinstance(value, BNode):
            assert word in allowed | {RDF.first, RDF.rest}, word


def test_ontology_speaks_with_annotations_that_are_declared() -> None:
    declared = {p for t in PROPERTY_TYPES for p in graph().subjects(RDF.type, t)}
    built_in = (str(RDF), str(RDFS), str(OWL))
    used = {word for file in ("kg.ttl", "schemes.ttl") for word in graph(file).predicates()}
    assert {str(word) for word in used - declared if not str(word).startswith(built_in)} == set()


def test_object_properties_are_roles_of_shapes_or_direct_edges() -> None:
    for term in set(ours([OWL.ObjectProperty])):
        is_edge = term == KG.relatesTo or (term, RDFS.subPropertyOf, KG.relatesTo) in graph()
        is_path = term in paths()
        assert is_edge != is_path or term in ROLES_OF_DERIVED_NODES, name(term)
        if is_edge:
            assert derived(term), name(term)
            assert VERB_FIRST.match(name(term)), name(term)


def test_nothing_derived_can_be_written_in_the_yaml() -> None:
    assert [name(path) for path in paths() if derived(path)] == []
    assert [name(c) for c in classes() if derived(c) and name(c) in vocabulary().kinds] == []


def test_every_property_that_is_not_derived_is_a_field_or_a_parent_or_a_word_to_the_tool() -> None:
    parents = set(graph().objects(None, RDFS.subPropertyOf))
    annotations = set(ours([OWL.AnnotationProperty]))
    idle = {p for p in properties() - paths() - parents - annotations if not derived(p)}
    assert {name(p) for p in idle} == set()


def test_time_has_two_parents() -> None:
    for child, parent in (
        (KG.date, KG.start),
        (KG["from"], KG.start),
        (KG.asOf, KG.start),
        (KG.until, KG.end),
    ):
        assert (child, RDFS.subPropertyOf, parent) in graph()


# ---------------------------------------------------------------- schemes


def test_every_concept_is_in_one_scheme_of_its_class_with_its_own_notation() -> None:
    for concept in concepts():
        schemes = list(graph().objects(concept, SKOS.inScheme))
        kinds = [t for t in graph().objects(concept, RDF.type) if t != SKOS.Concept]
        notations = list(graph().objects(concept, SKOS.notation))
        assert len(schemes) == len(kinds) == len(notations) == 1, concept
        assert schemes[0] == URIRef(f"{kinds[0]}Scheme"), concept
        assert (kinds[0], RDFS.subClassOf, SKOS.Concept) in graph(), concept
        folder = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name(kinds[0])).lower()
        assert concept == KG[f"{folder}/{notations[0]}"], "the address is the scheme's word and the notation"
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", str(notations[0])), concept


def test_labels_and_definitions_tell_the_concepts_of_a_scheme_apart() -> None:
    for scheme in ours([SKOS.ConceptScheme]):
        members = list(graph().subjects(SKOS.inScheme, scheme))
        assert len(members) > 1, scheme
        for word, language in ((SKOS.prefLabel, "en"), (SKOS.prefLabel, "zh"), (SKOS.definition, "en")):
            seen = Counter(str(text) for m in members for text in texts(m, word) if text.language == language)
            assert [text for text, times in seen.items() if times > 1] == [], (scheme, language)


def test_broader_stays_in_the_scheme() -> None:
    for narrow, broad in graph().subject_objects(SKOS.broader):
        assert graph().value(narrow, SKOS.inScheme) == graph().value(broad, SKOS.inScheme), narrow


def test_every_scheme_serves_a_field_or_the_tool() -> None:
    used = set(graph().objects(None, SH["class"])) | set(graph().objects(None, RDFS.range))
    for concept_class in graph().subjects(RDFS.subClassOf, SKOS.Concept):
        assert concept_class in used, concept_class


def test_only_types_of_sources_are_weak() -> None:
    weak = set(graph().subjects(KG.weak, Literal(True)))
    assert weak
    assert all((concept, RDF.type, KG.SourceType) in graph() for concept in weak)


# ---------------------------------------------------------------- shapes


def test_shapes_are_valid_shacl() -> None:
    own_copy = Graph().parse(
        ONTOLOGY / "shapes.ttl", format="turtle"
    )  # pySHACL writes into the graph that it is given
    conforms, _, report = pyshacl.validate(Graph(), shacl_graph=own_copy, meta_shacl=True)
    assert conforms, report


def test_shapes_compile() -> None:
    assert vocabulary().shapes is not None


def test_shapes_use_only_what_the_compiler_knows() -> None:
    used = {word for word in graph("shapes.ttl").predicates() if word not in {RDF.type, RDF.first, RDF.rest}}
    assert used <= NODE_SHAPE_WORDS | {SH.path} | COMPONENTS | TALK | TOOL_WORDS


def test_every_property_shape_is_named_after_its_kind_and_field_and_belongs_to_one_shape() -> None:
    shapes = graph("shapes.ttl")
    for shape in property_shapes():
        owners = list(shapes.subjects(SH.property, shape))
        assert len(owners) == 1, name(shape)
        kind = shapes.value(owners[0], SH.targetClass)
        path = shapes.value(shape, SH.path)
        assert name(shape) == f"{name(kind)}-{name(path)}"  # type: ignore[arg-type]
        assert owners[0] == URIRef(f"{kind}Shape"), name(shape)


def test_paths_and_classes_in_shapes_are_declared() -> None:
    assert paths() <= properties()
    assert set(graph().objects(None, SH["class"])) <= classes()
    assert set(graph().objects(None, SH.targetClass)) <= classes()


def test_shapes_refer_to_declared_properties_and_shapes() -> None:
    for word in (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals):
        assert set(graph().objects(None, word)) <= properties()
    assert set(graph().objects(None, SH.node)) <= node_shapes()
    for word in (KG.contestKey, KG.successionKey, KG.lapsesWithout):
        for shape, head in graph().subject_objects(word):
            kind = vocabulary().kinds[name(shape).removesuffix("Shape")]
            keys = [name(key) for key in Collection(graph(), head)]
            assert keys, shape
            assert set(keys) <= set(kind.fields), shape


def test_datatypes_are_those_that_the_yaml_can_carry() -> None:
    known = {
        *(
            XSD.string,
            XSD.decimal,
            XSD.integer,
            XSD.anyURI,
            XSD.duration,
            XSD.date,
            XSD.gYearMonth,
            XSD.gYear,
        ),
        *(RDF.langString, EDTF),
    }
    assert set(graph().objects(None, SH.datatype)) <= known


def test_literal_fields_hang_on_datatype_properties_and_references_on_object_properties() -> None:
    for kind in vocabulary().kinds.values():
        for field in kind.fields.values():
            term = URIRef(field.iri[1:-1])
            expected = OWL.ObjectProperty if field.classes else OWL.DatatypeProperty
            assert bool(field.classes) != bool(field.datatypes), (kind.name, field.name)
            assert (term, RDF.type, expected) in graph(), (kind.name, field.name)


def test_texts_allow_english_and_chinese_and_names_one_for_each_language() -> None:
    shapes = graph("shapes.ttl")
    for shape in shapes.subjects(SH.datatype, RDF.langString):
        if shape not in property_shapes():
            continue
        assert (shape, SH.node, KG.TextShape) in shapes, name(shape)
        several = shapes.value(shape, SH.path) in {KG.alias, KG.allegedReason}
        assert ((shape, SH.uniqueLang, Literal(True)) in shapes) != several, name(shape)
    head = shapes.value(KG.TextShape, SH.languageIn)
    assert head is not None
    tags = [str(tag) for tag in Collection(shapes, head)]
    assert tags[:2] == ["en", "zh"]
    assert len(tags) == len(set(tags))


def test_every_field_of_a_kind_has_its_own_place_in_the_order() -> None:
    for kind in vocabulary().kinds.values():
        places = Counter(field.order for field in kind.fields.values())
        assert max(places) < 1e9, kind.name
        assert [place for place, times in places.items() if times > 1] == [], kind.name


def test_only_what_can_be_left_out_of_an_inline_statement_is_implied() -> None:
    for kind in vocabulary().kinds.values():
        implied = [field for field in kind.fields.values() if field.implied]
        assert len(implied) <= 1, kind.name
        for field in implied:
            assert field.least == field.most == 1, (kind.name, field.name)
            assert field.identifying, (kind.name, field.name)


def test_every_statement_can_be_told_from_others() -> None:
    action = f"<{KG.Action}>"
    for kind in vocabulary().kinds.values():
        if kind.statement and not kind.abstract and not kind.embedded and action not in kind.ancestors:
            assert any(field.identifying for field in kind.fields.values()), kind.name


def test_every_concrete_kind_has_a_shape_or_inherits_one() -> None:
    for term in classes():
        if (term, RDFS.subClassOf, SKOS.Concept) in graph() or derived(term):
            continue
        assert name(term) in vocabulary().kinds


def test_every_record_that_is_no_statement_has_one_labelling_field() -> None:
    labelling = {name(shape).split("-")[0] for shape in graph().subjects(KG.labelling, Literal(True))}
    for kind in vocabulary().kinds.values():
        if not kind.statement and not kind.embedded:
            line = {ancestor[1:-1].removeprefix(BASE) for ancestor in kind.ancestors}
            assert len(line & labelling) == 1, kind.name


# ---------------------------------------------------------------- templates and examples


def test_every_concrete_statement_kind_has_a_template_in_both_languages() -> None:
    for kind in vocabulary().kinds.values():
        if kind.statement and not kind.abstract:
            assert set(kind.template) == {"en", "zh"}, kind.name


def test_templates_name_fields_that_the_kind_has() -> None:
    for kind in vocabulary().kinds.values():
        for language, text in kind.template.items():
            assert set(SLOT.findall(text)) <= set(kind.fields), (kind.name, language)


def test_templates_drop_what_may_be_missing() -> None:
    for kind in vocabulary().kinds.values():
        for language, text in kind.template.items():
            outside = re.sub(r"\[[^\[\]]*\]", "", text)
            assert "[" not in outside, (kind.name, language)
            assert "]" not in outside, (kind.name, language)
            for slot in SLOT.findall(outside):
                assert kind.fields[slot].least > 0, (kind.name, language, slot)


def _examples() -> list[tuple[str, dict[str, object]]]:
    found = []
    for kind in vocabulary().kinds.values():
        text = graph().value(URIRef(kind.iri[1:-1]), SKOS.example)
        if not kind.abstract:
            found.append((kind.name, yaml.load(str(text), yaml.BaseLoader)))
    return found


@pytest.mark.parametrize(
    ("kind_name", "record"), _examples(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_examples_of_kinds_are_records_of_that_kind(kind_name: str, record: dict[str, object]) -> None:
    kind = vocabulary().kinds[kind_name]
    assert kind.embedded or record["kind"] == kind_name
    assert set(record) <= set(kind.fields) | STRUCTURAL_KEYS
    for field in kind.fields.values():
        assert field.least == 0 or field.name in record, field.name
        value = record.get(field.name)
        if value is not None and field.concepts:
            words = value if isinstance(value, list) else [value]
            assert set(words) <= set(field.concepts), field.name
    if kind.statement:
        assert "sources" in record


def test_examples_of_fields_are_written_as_they_are_in_the_yaml() -> None:
    for field in vocabulary().fields.values():
        for example in field.examples:
            key, colon, _ = example.partition(":")
            if colon and re.fullmatch(r"\w+", key):
                assert key == field.name, example
                assert field.name in yaml.load(example, yaml.BaseLoader)


# ---------------------------------------------------------------- what the research needs


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        (
            "Mechanism",
            "link-block crawl-block qr-ban content-removal account-removal app-removal api-cut-off",
        ),
        (
            "Mechanism",
            "payment-refusal throttling demotion delisting interoperability-refusal commission-denial",
        ),
        ("Mechanism", "login-refusal data-access-refusal ad-refusal product-delisting contract-termination"),
        ("Metric", "monthly-active-users downloads units-sold market-share"),
        ("Rank", "preferred normal deprecated"),
        ("Confidence", "high medium low"),
        ("Stance", "supports disputes"),
        ("TitleBasis", "printed descriptive from-url"),
        ("ReadingDepth", "whole excerpt none"),
        ("Qualifier", "about at-least at-most almost"),
        ("StatementCertainty", "certain possible"),
        ("Extent", "full partial"),
        ("DealOutcome", "completed abandoned prohibited pending"),
    ],
)
def test_words_that_data_and_code_rely_on_are_there(scheme: str, words: str) -> None:
    assert set(words.split()) <= set(vocabulary().concepts[f"<{KG[scheme]}>"])


def test_edges_that_the_rules_write_are_there() -> None:
    edges = (
        "holdsStakeIn owns controls operates offers blocks groupBlocks unblocks isLike answers regulates "
        "penalises sues citesSource inGroup"
    )
    for edge in edges.split():
        assert (KG[edge], RDFS.subPropertyOf, KG.relatesTo) in graph(), edge


def test_queries_use_only_terms_that_are_declared() -> None:
    declared = {term for term in graph().subjects() if isinstance(term, URIRef)}
    for file in sorted(ONTOLOGY.rglob("*.rq")):
        text = file.read_text(encoding="utf-8")
        used = {KG[word] for word in re.findall(r"(?<![\w-])kg:(\w+)", text)}
        assert {name(term) for term in used - declared} == set(), file.name
