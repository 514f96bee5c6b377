"""Links lead where they say: the common part of the grammar is taken, and whatever is read in two ways is refused."""

import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.texts.text import URL_LENGTH, without_unseen
from live_cop.meeting.texts.web_address import web_address

#: Links as people paste them, each stored as it is.
USUAL = [
    "https://meet.jit.si/Homes",
    "http://192.168.1.5:8443/room",
    "https://us02web.zoom.us/j/81234567890?pwd=UU1a.b~c-d_e%2F#success",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ab@thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d",
    "https://maps.example.org/@53.0027,-2.1794,14z",
    "HTTPS://Example.ORG/A",
    "https://intranet/cop",
    "https://r3---sn.example.com/",
    "https://my_site.example.com?q=1",
    "https://pl.wikipedia.org/wiki/Łódź",
    "https://xn--d-uga0v4h.pl/",
]
#: Links that hide where they lead, or that programs read differently.
DECEITFUL = [
    "https://nhs.uk@evil.example/",
    "https://nhs.uk:443@evil.example/",
    "https://user:password@example.org/",
    "https://@example.org/",
    "https://nhs.uk\\@evil.example/",
    "https://nhs.uk/a\\b",
    "https:\\\\evil.example/",
    "https:/evil.example/",
    "https:evil.example",
    "//evil.example/",
    "https:///evil.example/",
    "https://",
    "https://?x",
    "https://.",
    "https://a..b/",
    "https://example.org./",
    "https://-a.example/",
    "https://example.org:/",
    "https://example.org:0/",
    "https://example.org:65536/",
    "https://example.org:8o/",
    "https://example.org:99999999999999999999/",
    "https://%65vil.example/",
    "https://nhs.uk%2eevil.example/",
    "https://nhs.uk％2fevil.example/",
    "https://nhs.uk／evil.example/",
    "https://nhs.uk∕x／.evil.example/",
    "https://[::1]/",
    "https://[::ffff:1.2.3.4]/",
    "http://[bad",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0x7f000001/",
    "https://127.1/",
    "https://0177.0.0.1/",
    "https://1.2.3.4.5/",
    "https://1.2.3.256/",
    "https://xn--a/",
    "https://xn--a.example/",
    "https://exam\tple.org/",
    "https://exam\nple.org/",
    "java\nscript:alert(1)",
    "https://exam\x00ple.org/",
    "https://example.org/a b",
    "https://example.org/a\u00a0b",
    "https://example.org/a\u3000b",
    "https://example.org/\ud800",
    "https://example.org/<b>",
    'https://example.org/"onclick',
    "javascript:alert(1)//https://example.org",
    "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.org/",
    "view-source:https://example.org/",
    "blob:https://example.org/x",
    "https://" + "a" * 64 + ".example/",
    "https://" + "a." * 130 + "example/",
]


def refused(link: str) -> bool:
    try:
        web_address(link, "bad_web_link")
    except Refusal as refusal:
        assert refusal.code in ("bad_web_link", "too_long")
        return True
    return False


@pytest.mark.parametrize("link", USUAL)
def test_a_usual_link_is_stored_as_it_is(link):
    assert web_address(link, "bad_web_link") == link


@pytest.mark.parametrize("link", DECEITFUL)
def test_a_link_that_hides_where_it_leads_is_refused(link):
    assert refused(link)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://Łódź.pl/x?y#z", "https://xn--d-uga0v4h.pl/x?y#z"),
        # Cyrillic letters that look like Latin ones: a whole host, and a single letter.
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://раypal.com:444/", "https://xn--ypal-43d9g.com:444/"),
        ("https://ｎｈｓ.uk/", "https://nhs.uk/"),
        ("https://straße.de", "https://xn--strae-oqa.de"),
        ("  https://example.org/ ", "https://example.org/"),
    ],
)
def test_a_host_outside_ascii_is_stored_as_browsers_look_it_up(typed, stored):
    assert web_address(typed, "bad_web_link") == stored


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("https://exam\u200bple.org/", "https://example.org/"),
        ("https://exam\xadple.org/", "https://example.org/"),
        ("https://example.org/\u202egnp.exe", "https://example.org/gnp.exe"),
        ("https://example.org/\u2066x\u2069", "https://example.org/x"),
        ("https://example.org/\u200e", "https://example.org/"),
        ("\ufeff<https://example.org/>.", "https://example.org/"),
        ("“https://example.org/a_(b)”", "https://example.org/a_(b)"),
    ],
)
def test_what_a_paste_brings_along_is_left_out_and_what_is_stored_is_what_people_see(pasted, stored):
    assert web_address(pasted, "bad_web_link") == stored


def test_no_link_is_none():
    assert web_address(None, "bad_web_link") is None
    assert web_address("  ", "bad_web_link") is None


def test_a_long_link_is_refused_by_its_length_also_when_its_host_grows():
    assert refused("https://example.org/" + "a" * URL_LENGTH)
    assert refused("https://łódź.pl/" + "a" * (URL_LENGTH - 18))


#: Pieces that attackers put together, and any text.
PIECES = st.one_of(
    st.sampled_from(
        (
            *("https://", "http://", "nhs.uk", "evil.example", "@", ":", "\\", "/", "//", "%2e", "%00", "[::1]", "?"),
            *("#", "443", "0x7f", "127.1", "xn--", ".", "..", "\u200b", "\u202e", " ", "\t", "ß", "а", "א", "。", "／"),
        )
    ),
    st.text(max_size=6),
)


@given(st.lists(PIECES, max_size=10).map("".join))
@example("https://nhs.uk／@x")
def test_what_is_stored_is_plain_and_read_in_one_way(text):
    for link in (text, "https://" + text):
        try:
            stored = web_address(link, "bad_web_link")
        except Refusal:
            continue
        if stored is None:
            assert not without_unseen(link).strip()
            continue
        parts = urlsplit(stored)
        assert parts.scheme in ("http", "https") and parts.hostname
        assert parts.netloc.isascii() and "@" not in parts.netloc and "\\" not in stored
        assert not any(unicodedata.category(ch)[0] in "CZ" for ch in stored)
        assert len(stored) <= URL_LENGTH
        assert web_address(stored, "bad_web_link") == stored
