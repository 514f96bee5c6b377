"""The entries of the attendance list."""

import pytest

from live_cop.meeting.contacts.attendance import EMAIL_LENGTH, KINDS, Decider, Entry, check_decider, check_entry
from live_cop.meeting.refusal import Refusal


def why(check, given):
    with pytest.raises(Refusal) as refused:
        check(given)
    return refused.value.code, refused.value.params.get("field")


def test_every_field_is_optional():
    for given in (Entry(name="Ann"), Entry(organisation="Shelter"), Entry(email="ann@example.org"), Entry(kind="both")):
        assert check_entry(given) == given
    assert why(check_entry, Entry(name="  ")) == ("empty_entry", "name")


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_experience(kind):
    assert check_entry(Entry(kind=kind)).kind == kind
    assert why(check_entry, Entry(kind=f"{kind}!")) == ("bad_args", "kind")


def test_a_tick_needs_the_field_that_it_is_about():
    assert why(check_entry, Entry(name="Ann", write=True)) == ("no_email", "email")
    assert why(check_entry, Entry(email="ann@example.org", named=True)) == ("no_name", "name")
    assert check_entry(Entry(name="Ann", email="ann@example.org", write=True, named=True)).named


@pytest.mark.parametrize("email", ["a@b.org", "ann.o'neil+cop@mail.example.co.uk", "  ann@example.org ", "x_1=@a-b.io"])
def test_valid_addresses(email):
    assert check_entry(Entry(email=email)).email == email.strip()


@pytest.mark.parametrize(
    "pasted", ["<ann@example.org>", "Ann <ann@example.org>", "ann\u200b@example.org\u200b", "ann@example.org."]
)
def test_an_address_with_what_a_paste_brings_along(pasted):
    assert check_entry(Entry(email=pasted)).email == "ann@example.org"


@pytest.mark.parametrize(
    "email",
    [
        "ann", "@", "ann@", "@example.org", "ann@@example.org", "ann@b@example.org", "ann@example", "a nn@example.org",
        "ann@exa mple.org", ".ann@example.org", "ann.@example.org", "a..n@example.org", "ann@.org", "ann@example.",
        "ann@example..org", "a@b.org,c@d.org", "a@b.org;c@d.org",
        '"ann"@example.org', "ann@[10.0.0.1]", "änn@example.org", "ann@exämple.org", "a" * 65 + "@example.org",
    ],
)  # fmt: skip
def test_invalid_addresses(email):
    assert why(check_entry, Entry(email=email)) == ("bad_email", "email")


@pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "\u2029", "\x7f", "\t"])
@pytest.mark.parametrize("field", ["name", "organisation", "email"])
def test_no_character_that_could_begin_another_header_of_a_message(field, sign):
    """It becomes a space, or nothing, wherever it is in the line; in an address there can be neither."""
    inside = f"ann@example.org{sign}Bcc: all@example.org"
    if field == "email":
        assert why(check_entry, Entry(email=inside)) == ("bad_email", "email")
    for text in (inside,) * (field != "email") + (f"{sign}ann@example.org", f"ann@example.org{sign}"):
        stored = getattr(check_entry(Entry(**{field: text})), field)
        assert stored.startswith("ann@example.org") and stored.isprintable()


@pytest.mark.parametrize(("field", "limit"), [("name", 60), ("organisation", 120), ("email", EMAIL_LENGTH)])
def test_limits_of_length(field, limit):
    assert why(check_entry, Entry(**{field: "a" * (limit + 1)})) == ("too_long", field)


def test_overrides_of_the_writing_direction_are_removed():
    assert check_entry(Entry(name="Ann\u202e")).name == "Ann"


def test_a_decider():
    decider = check_decider(Decider(organisation=" City council ", email="clerk@example.org"))
    assert decider.organisation == "City council"
    assert why(check_decider, Decider(role="Chair", email="clerk@example.org")) == ("empty_decider", "name")
    assert why(check_decider, Decider(name="Ann", email="clerk")) == ("bad_email", "email")
    assert check_decider(Decider(name="Ann", role="a\nb")).role == "a b"
