from __future__ import annotations

import pytest

from kg.asking.explanations import explain, explanations, titles
from kg.errors import KgError
from tests.conftest import ROOT

ONTOLOGY = ROOT / "ontology"
ALL = explanations(ONTOLOGY)


@pytest.mark.parametrize("code", ALL)
def test_an_explanation_is_in_whole_sentences(code: str) -> None:
    found = ALL[code]
    assert found.title[0].isupper()
    assert not found.title.endswith(".")
    for text in (found.problem, found.mending):
        assert text.strip() == text
        assert text[0].isupper() or text[0] in "`0123456789", text
        assert text.endswith((".", ".)")), text
    assert found.example.strip()


def test_titles_tell_codes_apart() -> None:
    found = titles(ONTOLOGY)
    assert found.keys() == ALL.keys()
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("code", ["KG208", "kg208", "KG401"])
def test_a_code_is_explained_with_problem_example_and_mending(code: str) -> None:
    text = explain(code, ONTOLOGY)
    found = ALL[code.upper()]
    assert text.startswith(f"{code.upper()}: {found.title}\n\n{found.problem}\n\nExample:\n    ")
    assert text.endswith(f"Mending: {found.mending}\n")


def test_an_unknown_code_is_an_error_that_says_what_codes_are_like() -> None:
    with pytest.raises(KgError, match="no code `KG999`") as error:
        explain("KG999", ONTOLOGY)
    assert "KG0, KG1, KG2, KG3, KG4" in error.value.hint
