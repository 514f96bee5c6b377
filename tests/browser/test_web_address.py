"""A link that is taken means to a browser what it means to us: the same host, no name or password, nothing skipped."""

from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from live_cop.meeting.refusal import Refusal
from live_cop.meeting.texts.web_address import web_address

from ..meeting.texts.test_web_address import DECEITFUL, PIECES, USUAL

READ = """links => links.map(link => {
  try {
    const {protocol, username, password, hostname, port, pathname, search, hash} = new URL(link);
    return {scheme: protocol, secret: username + password, host: hostname, port, slashes: pathname.includes("\\\\")};
  } catch { return null; }
})"""
USUAL_PORTS = {"http": 80, "https": 443}
HOST = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=5)


def taken(link: str) -> str | None:
    try:
        return web_address(link, "bad_web_link")
    except Refusal:
        return None


def check(page, links):
    stored = [link for link in map(taken, links) if link]
    for link, read in zip(stored, page.evaluate(READ, stored), strict=True):
        ours = urlsplit(link)
        assert read is not None, f"a browser cannot read {link!r}"
        port = "" if ours.port in (None, USUAL_PORTS[ours.scheme]) else str(ours.port)
        expected = {"scheme": f"{ours.scheme}:", "secret": "", "host": ours.hostname, "port": port, "slashes": False}
        assert read == expected, link


@pytest.mark.thorough
def test_a_browser_reads_every_link_that_is_taken_as_we_do(chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    check(page, [*USUAL, *DECEITFUL])

    @settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.lists(PIECES, max_size=10).map("".join), max_size=40), st.lists(HOST, max_size=60))
    def any_links(texts, hosts):
        check(page, [*texts, *("https://" + text for text in (*texts, *hosts)), *(f"https://a{h}.org/" for h in hosts)])

    any_links()
    context.close()
