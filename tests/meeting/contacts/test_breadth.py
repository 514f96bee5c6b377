"""Counts of people in which nobody can be picked out."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.audience import PRIVACY_FLOOR
from live_cop.meeting.contacts.breadth import (
    BOTH,
    LIVED,
    LIVED_OR_BOTH,
    OTHER,
    Breadth,
    People,
    about,
    count_backgrounds,
    count_people,
    is_close,
    merge_small_counts,
    merge_small_kinds,
    rounded,
)

COUNTS = st.dictionaries(st.sampled_from(["", OTHER, "lived", "both", "a", "b", "c", "d"]), st.integers(0, 12))
ORGANISATIONS = st.sampled_from(["", "Shelter", "shelter ", "SHELTER", "City  council", "Police"])
KINDS = st.dictionaries(st.sampled_from(["", OTHER, LIVED, BOTH, "professional"]), st.integers(0, 12))
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


@given(KINDS)
def test_no_kind_of_experience_has_a_small_count_and_nobody_is_lost(counts):
    shown, total = merge_small_kinds(counts), sum(counts.values())
    assert all(n >= PRIVACY_FLOOR for _, n in shown)
    assert sum(n for _, n in shown) == (total if total >= PRIVACY_FLOOR else 0)


@given(KINDS)
def test_lived_experience_is_shown_wherever_the_floor_allows_it(counts):
    shown = dict(merge_small_kinds(counts))
    lived, both = counts.get(LIVED, 0), counts.get(BOTH, 0)
    others = sum(counts.values()) - lived - both
    # Enough to be shown, and besides them nobody or enough people to be counted with others.
    if lived + both >= PRIVACY_FLOOR and (others == 0 or others >= PRIVACY_FLOOR):
        assert shown.get(LIVED, 0) + shown.get(BOTH, 0) + shown.get(LIVED_OR_BOTH, 0) == lived + both


@given(KINDS)
def test_the_two_kinds_of_lived_experience_are_merged_only_where_one_of_them_is_small(counts):
    shown = dict(merge_small_kinds(counts))
    merged = 0 < min(counts.get(LIVED, 0), counts.get(BOTH, 0)) < PRIVACY_FLOOR
    assert LIVED_OR_BOTH not in shown or merged
    assert not merged or not {LIVED, BOTH} & set(shown)


@given(PEOPLE, st.randoms())
def test_the_order_of_people_and_the_spelling_make_no_difference(people, random):
    found = count_backgrounds(people)
    mixed = people[:]
    random.shuffle(mixed)
    assert count_backgrounds(mixed) == found
    named = [" ".join(organisation.split()).casefold() for organisation, _ in people if organisation]
    assert found.organisation_count == about(len(set(named)))
    sizes = Counter(named)
    assert all(about(sizes[label.casefold()]) == n for label, n in found.organisations if label != OTHER)


@given(PEOPLE)
def test_every_number_is_rounded_and_counting_it_as_an_old_file_changes_nothing(people):
    found = count_backgrounds(people)
    numbers = [n for _, n in (*found.organisations, *found.kinds)] + [found.organisation_count or 5]
    assert all(n >= PRIVACY_FLOOR and n % 5 == 0 for n in numbers)
    assert rounded(found) == found


def test_numbers_are_rounded_to_the_nearest_five_and_never_below_it():
    assert [about(n) for n in range(14)] == [None] * 5 + [5] * 3 + [10] * 5 + [15]


def test_a_typical_meeting():
    people = [("Shelter", "professional")] * 6 + [("Council", "both")] * 2 + [("", "lived")] * 5 + [("police", "")]
    found = count_backgrounds(people)
    assert found.organisations == [("Shelter", 5), (OTHER, 10)]
    # One who did not say would be alone, so others are counted with them, and not those with lived experience.
    assert found.kinds == [(LIVED_OR_BOTH, 5), (OTHER, 5)]
    assert found.organisation_count is None, "fewer than five organisations"


def test_a_list_of_three_people_gives_no_counts():
    assert count_backgrounds([("Shelter", "lived")] * 3) == Breadth()


def test_a_list_in_which_only_others_could_be_counted_has_no_counts():
    people = [("Shelter", "lived")] * 2 + [("Council", "professional")] * 4
    assert count_backgrounds(people) == Breadth()


def test_the_order_of_equal_numbers_does_not_tell_which_was_larger():
    for more in ("Arches", "Shelter"):
        people = [("Arches", "")] * 10 + [("Shelter", "")] * 10 + [(more, "")] * 2
        assert count_backgrounds(people).organisations == [("Arches", 10), ("Shelter", 10)]


@pytest.mark.parametrize(
    ("room", "remote", "found"),
    [
        (4, 0, People(None)),
        (3, 2, People(5)),
        (8, 4, People(10)),
        (7, 5, People(10, 5, 5)),
        (16, 7, People(25, 15, 10)),
        (13, 0, People(15, 15, 0)),
        (0, 6, People(5, 0, 5)),
        (0, 0, People(None)),
    ],
)
def test_a_small_number_in_one_place_is_not_counted_separately(room, remote, found):
    assert count_people(["room"] * room + ["remote"] * remote) == found


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_numbers_of_people_add_up_and_are_nearly_right(room, remote):
    found = count_people(["room"] * room + ["remote"] * remote)
    if found.room is not None:
        assert found.total == found.room + found.remote
        assert abs(found.room - room) <= 2 and abs(found.remote - remote) <= 4
        assert all(n == 0 or n >= PRIVACY_FLOOR for n in (found.room, found.remote))


def test_exact_numbers_of_an_old_file_are_rounded():
    exact = Breadth(People(12, 7, 5), 3, [("Shelter", 6), (OTHER, 6)], [("lived", 12)])
    assert rounded(exact) == Breadth(People(10, 5, 5), None, [("Shelter", 5), (OTHER, 5)], [("lived", 10)])
    assert rounded(Breadth(People(11))) == Breadth(People(10))
    assert rounded(Breadth(People(8, 0, 8))) == Breadth(People(10, 0, 10))


def test_lists_are_close_while_fewer_than_five_people_differ():
    assert is_close({"a", "b"}, {"b", "c", "d", "e"})
    assert not is_close({"a", "b"}, {"b", "c", "d", "e", "f"})
    assert not is_close(set(), set("abcde"))
