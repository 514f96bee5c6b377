"""The report as Markdown, read back by a reader that is not ours."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.formats import markdown

from ...meeting.room import CHAIR, Room
from ..pictures.test_pictures import NASTY, kept_texts
from .test_html import LONDON, full_meeting, nasty_meeting

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def text_of(room: Room) -> str:
    return markdown.render(write(compile(room.state, room.now), "full", LONDON))


def read(text: str) -> tuple[str, set[str]]:
    """The words that a reader sees, and the kinds of thing it saw."""
    words, kinds = [], set()
    for token in READER.parse(text):
        kinds.add(token.type)
        for inner in token.children or []:
            kinds.add(inner.type)
            words.append(" " if inner.type in ("softbreak", "hardbreak") else inner.content)
        words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)), kinds


def test_it_has_headings_lists_and_tables_and_every_word():
    text = text_of(full_meeting())
    words, kinds = read(text)
    assert {"heading_open", "bullet_list_open", "table_open", "em_open"} <= kinds
    for each in ("Homes that say yes", "Ask first.", "tea first", "ask two landlords", "How near are we?", "12 min"):
        assert each in words, each
    levels = [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_no_words_become_markup():
    _, kinds = read(text_of(nasty_meeting()))
    assert not kinds & {"html_block", "html_inline", "image", "code_block", "fence", "code_inline", "link_open"}


@settings(deadline=None, max_examples=300)
@given(kept_texts() | st.text("\\`*_{}[]<>#+-=.!|~&;1 )(:/\n", min_size=1, max_size=40).filter(str.strip))
def test_any_words_are_read_as_they_were_written(text):
    said = " ".join(text.split())
    tokens = READER.parse(markdown.plain(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] or not said
    if said:
        inside = tokens[1].children or []
        assert {each.type for each in inside} <= {"text", "text_special"}
        # U+0000 cannot be in a Markdown text at all.
        assert "".join(each.content for each in inside) == said.replace("\0", "\ufffd")


@pytest.mark.parametrize("url", ["https://example.org/a_b*c(d)", "https://example.org/?q=<x>&y=1"])
def test_an_address_leads_where_it_should(url):
    room = Room()
    room.do(CHAIR, "next.fix", at=1_800_000_000_000, video_url=url)
    tokens = [inner for token in READER.parse(text_of(room)) for inner in token.children or []]
    (link,) = [each.attrs["href"] for each in tokens if each.type == "link_open"]
    assert link == url.replace("<", "%3C").replace(">", "%3E")


def test_nasty_words_stay_in_their_place():
    room = Room()
    for each in NASTY:
        room.note(text=each)
    words, _ = read(text_of(room))
    for each in NASTY:
        assert " ".join(each.split())[:60] in words
