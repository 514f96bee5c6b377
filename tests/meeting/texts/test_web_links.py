"""Links inside notes: only safe ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live_cop.meeting.texts.web_links import Piece, pieces


def links(text):
    return [(each.text, each.url) for each in pieces(text) if each.url]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://example.org/help?a=1#b.", [("https://example.org/help?a=1#b", "https://example.org/help?a=1#b")]),
        ("(https://example.org/a_(b))", [("https://example.org/a_(b)", "https://example.org/a_(b)")]),
        ("HTTP://Example.ORG:8080/x, and", [("HTTP://Example.ORG:8080/x", "HTTP://Example.ORG:8080/x")]),
        ("https://a.example\nhttps://b.example!", [(f"https://{host}.example",) * 2 for host in "ab"]),
        ("https://bücher.example", [("https://bücher.example", "https://xn--bcher-kva.example")]),
    ],
)
def test_an_address_in_a_text_is_a_link(text, found):
    assert links(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "https://good.example@bad.example/",
        "https:\\\\bad.example",
        "https://0x7f.1/",
        "https://",
        "ftp://example.org",
        'https://"onclick=x',
    ],
)
def test_what_is_no_safe_address_stays_plain(text):
    assert pieces(text) == [Piece(text)]


@given(st.text(alphabet=st.sampled_from('https://exa.org @\\<>"()[]%:?#\n.'), max_size=80))
def test_nothing_of_the_text_is_lost_and_links_are_http(text):
    assert "".join(each.text for each in pieces(text)) == text
    for each in pieces(text):
        if each.url:
            assert each.url.lower().startswith(("http://", "https://"))
