from __future__ import annotations

from kg.vocabulary import Vocabulary
from kg.vocabulary.presence import PresenceRule, presence_rules


def rules(vocabulary: Vocabulary, kind: str) -> set[PresenceRule]:
    return set(presence_rules(vocabulary.index, vocabulary.kinds[kind]))


def test_rules_of_a_kind_and_of_those_above_it(vocabulary: Vocabulary) -> None:
    sourced = PresenceRule(("sources", "unsourced"), (), exactly_one=True)
    assert sourced in rules(vocabulary, "Stake")
    assert sourced not in rules(vocabulary, "Company")
    assert PresenceRule((), ("share", "shareMin"), exactly_one=False) in rules(vocabulary, "Stake")
    assert PresenceRule(("value", "valueMin", "valueMax"), (), exactly_one=False) in rules(
        vocabulary, "Figure"
    )
    assert PresenceRule(("currency",), ("amount",), exactly_one=False) in rules(vocabulary, "Block")


def test_what_is_only_a_warning_is_no_rule(vocabulary: Vocabulary) -> None:
    assert not any("announced" in rule.present for rule in rules(vocabulary, "Block"))
