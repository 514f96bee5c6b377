"""The report as Markdown, read back by an independent parser."""

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
from ..pictures.test_pictures import DIFFICULT_TEXTS, stored_texts
from ..sample_reports import report_of
from .test_html import LONDON, difficult_meeting, full_meeting

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def text_of(room: Room) -> str:
    return markdown.render(write(compile(room.state, room.now), "full", LONDON))


def read(text: str) -> tuple[str, set[str]]:
    """The words that the parser reads, and the types of its tokens."""
    words, kinds = [], set()
    for token in READER.parse(text):
        kinds.add(token.type)
        for inner in token.children or []:
            kinds.add(inner.type)
            words.append(" " if inner.type in ("softbreak", "hardbreak") else inner.content)
        words.append(" ")
    return re.sub(r"\s+", " ", "".join(words)), kinds


def test_it_has_headings_lists_tables_and_all_text():
    text = text_of(full_meeting())
    words, kinds = read(text)
    assert {"heading_open", "bullet_list_open", "table_open", "em_open"} <= kinds
    for each in ("Homes that say yes", "Ask first.", "tea first", "ask two landlords", "How near are we?", "12 min"):
        assert each in words, each
    levels = [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_the_question_of_a_scale_is_said_once():
    text = markdown.render(write(report_of(30), clock=LONDON))
    assert text.count("How near are we to homes that say yes?") == 1


def test_no_text_becomes_markup():
    _, kinds = read(text_of(difficult_meeting()))
    assert not kinds & {"html_block", "html_inline", "image", "code_block", "fence", "code_inline", "link_open"}


@settings(deadline=None, max_examples=300)
@given(stored_texts() | st.text("\\`*_{}[]<>#+-=.!|~&;1 )(:/\n", min_size=1, max_size=40).filter(str.strip))
def test_any_text_is_read_back_unchanged(text):
    content = " ".join(text.split())
    tokens = READER.parse(markdown.plain(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"] or not content
    if content:
        inside = tokens[1].children or []
        assert {each.type for each in inside} <= {"text", "text_special"}
        # Markdown replaces U+0000.
        assert "".join(each.content for each in inside) == content.replace("\0", "\ufffd")


@pytest.mark.parametrize("url", ["https://example.org/a_b*c(d)", "https://example.org/?q=%3Cx%3E&y=1"])
def test_a_link_has_its_address(url):
    room = Room()
    room.do(CHAIR, "next.fix", at=1_800_000_000_000, video_url=url)
    tokens = [inner for token in READER.parse(text_of(room)) for inner in token.children or []]
    (link,) = [each.attrs["href"] for each in tokens if each.type == "link_open"]
    assert link == url


def test_difficult_texts_are_complete():
    room = Room()
    for each in DIFFICULT_TEXTS:
        room.note(text=each)
    words, _ = read(text_of(room))
    stored = [note.text for note in room.state.of_kind("note").values()]
    assert len(stored) == len(DIFFICULT_TEXTS)
    for each in stored:
        assert " ".join(each.split())[:60] in words
