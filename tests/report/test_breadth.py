"""Counts of people in which nobody can be picked out."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.audience import PRIVACY_FLOOR
from live_cop.report.breadth import OTHER, breadth, merge_small_counts

COUNTS = st.dictionaries(st.sampled_from(["", OTHER, "lived", "both", "a", "b", "c", "d"]), st.integers(0, 12))
ORGANISATIONS = st.sampled_from(["", "Shelter", "shelter ", "SHELTER", "City  council", "Police"])
PEOPLE = st.lists(st.tuples(ORGANISATIONS, st.sampled_from(["", "lived", "both", "other"])), max_size=40)


@given(COUNTS)
def test_no_count_is_small_and_nobody_is_lost(counts):
    shown = merge_small_counts(counts)
    total = sum(counts.values())
    assert all(n >= PRIVACY_FLOOR for _, n in shown)
    assert sum(n for _, n in shown) == (total if total >= PRIVACY_FLOOR else 0)


@given(COUNTS)
def test_each_label_appears_once_with_its_own_count_and_other_last(counts):
    shown = merge_small_counts(counts)
    labels = [label for label, _ in shown]
    assert len(set(labels)) == len(labels) and "" not in labels
    assert OTHER not in labels[:-1]
    assert all(n == counts[label] for label, n in shown if label != OTHER)
    own = [n for label, n in shown if label != OTHER]
    assert own == sorted(own, reverse=True)


@given(COUNTS)
def test_no_more_is_merged_than_needed(counts):
    """At most one count that is large enough is merged into OTHER, and only to make OTHER large enough."""
    shown = dict(merge_small_counts(counts))
    large = {label: n for label, n in counts.items() if label not in ("", OTHER) and n >= PRIVACY_FLOOR}
    merged = [n for label, n in large.items() if label not in shown]
    assert len(merged) <= 1
    assert not merged or shown[OTHER] - merged[0] < PRIVACY_FLOOR


@given(PEOPLE, st.randoms())
def test_the_order_of_people_and_the_spelling_make_no_difference(people, random):
    found = breadth(people)
    mixed = people[:]
    random.shuffle(mixed)
    assert breadth(mixed) == found
    named = [" ".join(organisation.split()).casefold() for organisation, _ in people if organisation]
    assert found.organisation_count == (len(set(named)) if len(named) >= PRIVACY_FLOOR else None)
    sizes = Counter(named)
    assert all(sizes[label.casefold()] == n for label, n in found.organisations if label != OTHER)


def test_a_typical_meeting():
    people = [("Shelter", "professional")] * 6 + [("Council", "both")] * 2 + [("", "lived")] * 5 + [("police", "")]
    found = breadth(people)
    assert found.organisations == [("Shelter", 6), (OTHER, 8)]
    # Five with lived experience are enough, but three others would not be.
    assert found.kinds == [("professional", 6), (OTHER, 8)]
    assert found.organisation_count == 3


def test_a_list_of_three_people_gives_no_counts():
    found = breadth([("Shelter", "lived")] * 3)
    assert (found.organisation_count, found.organisations, found.kinds) == (None, [], [])
