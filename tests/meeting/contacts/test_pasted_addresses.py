"""Addresses that are pasted: as people have them in messages and tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.contacts.attendance import Entry
from live_cop.meeting.contacts.pasted_addresses import MOST_ADDRESSES, addresses_in

from ..room import refused

ANN = Entry(name="Ann Smith", organisation="Hope House", email="ann@example.org", write=True)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Smith\tHope House\tann@example.org",
        "Ann Smith, Hope House, ann@example.org",
        "ann@example.org; Ann Smith; Hope House",
        "Ann Smith <ann@example.org>, Hope House",
        '"Ann Smith",mailto:ann@example.org,"Hope House"',
        'Ann Smith,"Hope\nHouse",ann@example.org',
        "Name,Organisation,E-mail\nAnn Smith,Hope House,ann@example.org\n\nAnn Smith,Hope House,ANN@example.org",
    ],
)
def test_a_person_with_a_name_and_an_organisation(line):
    assert addresses_in(line).entries == [ANN] and addresses_in(line).unread == []


def test_several_addresses_in_a_line_and_lines_that_cannot_be_read():
    found = addresses_in("Ann <ann@example.org>, bob@example.org,\ncleo@\nDan without an address\neve@example.org")
    assert [(each.name, each.email) for each in found.entries] == [
        ("Ann", "ann@example.org"),
        ("", "bob@example.org"),
        ("", "eve@example.org"),
    ]
    assert found.unread == ["cleo@", "Dan without an address"]
    # A mark of its own opens no cell.
    found = addresses_in('Ann "Annie,ann@example.org\nBob "Bobby,bob@example.org')
    assert [each.email for each in found.entries] == ["ann@example.org", "bob@example.org"] and found.entries[1].name
    with refused("too_many"):
        addresses_in("\n".join(f"p{n}@example.org" for n in range(MOST_ADDRESSES + 1)))


@given(st.lists(st.sampled_from(["ann@example.org", "b@c.org", *"ab@.,;<>\"' \t\n"]), max_size=80))
def test_any_text_is_read(pieces):
    # Letters and signs alone hardly ever make an address.
    assert all(each.email and each.write for each in addresses_in("".join(pieces)).entries)
