from __future__ import annotations

import re

from kg.reading.load import Reading
from kg.vocabulary import Vocabulary
from kg.vocabulary.draft import draft
from tests.conftest import ReadData


def codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings if finding.severity.value == "error"}


def test_every_kind_has_a_file_that_only_lacks_values(vocabulary: Vocabulary, read_data: ReadData) -> None:
    kinds = [kind for kind in vocabulary.kinds.values() if not (kind.abstract or kind.embedded)]
    for kind in kinds:
        text = draft(vocabulary, kind)
        assert max(map(len, text.splitlines())) <= 110
        reading = read_data({"a-new-one.yaml": text})
        assert codes(reading) == {"KG215"}, kind.name
        opened = re.sub(r"(?m)^# (?=( *- | +)?[a-z][A-Za-z]*:$)", "", text)
        assert codes(read_data({"a-new-one.yaml": opened})) <= {"KG215", "KG322", "KG321", "KG301"}, kind.name
        for name in kind.fields:
            assert f"\n{name}:\n" in opened
