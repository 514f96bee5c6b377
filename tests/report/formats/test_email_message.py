"""E-mail messages that any mail program can read, in which nothing that people wrote becomes a header or markup."""

import email
import re
from email import policy
from email.header import decode_header, make_header
from html import unescape

import pytest
from msgspec.structs import replace

from live_cop.meeting.audience import Viewer
from live_cop.report.accent import accent_of
from live_cop.report.chapters import write
from live_cop.report.compile import compile
from live_cop.report.facts import Recommendation, Resource
from live_cop.report.formats.email_body import Body, body
from live_cop.report.formats.email_message import (
    Attachment,
    Contents,
    Envelope,
    build_message,
    html,
    html_alone,
    one_line,
    text,
)
from live_cop.report.theme import Theme
from live_cop.settings import sender

from ...meeting.room import ANN, CHAIR, Room

STOP = "https://cop.example.org/of/a/long/path/that/goes/on/u/" + "x" * 32
ICS = b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nSUMMARY:K\xc3\xa4se\r\nEND:VCALENDAR\r\n"
BODY = Body("# Homes\n\nwords", "<h1>Homes</h1>")


def contents(**more) -> Contents:
    return Contents(**{"kind": "report", "subject": "Report: Homes", "words": "Thank you.", "body": BODY, **more})


def envelope(**more) -> Envelope:
    known = {
        "name": "Ann",
        "email": "ann@example.org",
        "unsubscribe_url": STOP,
        "sender": sender("Homes <cop@example.org>"),
    }
    return Envelope(**{**known, "message_id": "<1@example.org>", "at": 1_763_740_800_000, **more})


def read(contents: Contents, envelope: Envelope):
    """The message as it arrives, after a check of its bytes."""
    data = build_message(contents, envelope).as_bytes()
    assert data.isascii() and max(map(len, data.split(b"\r\n"))) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    return email.message_from_bytes(data, policy=policy.default)


@pytest.fixture
def report():
    room = Room()
    room.note(ANN, "Everybody who was there is heard")
    room.do(CHAIR, "meeting.close")
    return replace(
        compile(room.state, room.now),
        recommendations=[Recommendation("Offer <b>keys</b> first", "the council")],
        resources=[Resource("Stay & talk", 'https://homes.example/?a=1&b="', "people")],
    )


class TestMessage:
    def test_has_the_headers_and_both_bodies(self):
        made = read(contents(), envelope())
        assert made["From"] == "Homes <cop@example.org>" and made["To"] == "Ann <ann@example.org>"
        assert made["Date"] == "Fri, 21 Nov 2025 16:00:00 +0000" and made["Message-ID"] == "<1@example.org>"
        assert made["Auto-Submitted"] == "auto-generated"
        assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        plain, rich = made.get_body(("plain",)).get_content(), made.get_body(("html",)).get_content()
        for each in (plain, rich):
            assert "Hello Ann," in each and "Thank you." in each and "Homes" in each and STOP in each

    def test_the_unsubscribe_header_is_on_one_line(self):
        data = build_message(contents(), envelope()).as_bytes().decode()
        assert f"\r\nList-Unsubscribe: <{STOP}>\r\n" in data

    def test_a_decider_is_asked_to_reply_instead_of_unsubscribing(self):
        made = read(contents(kind="recommendations"), envelope(unsubscribe_url=""))
        assert made["List-Unsubscribe"] is None and "answer this message" in made.get_body(("plain",)).get_content()

    def test_answers_go_to_the_chair(self):
        made = read(contents(reply_to="chair@homes.example"), envelope())
        assert made["Reply-To"] == "chair@homes.example" and made["From"] == "Homes <cop@example.org>"
        assert read(contents(), envelope())["Reply-To"] is None

    def test_a_list_has_an_id_by_which_mail_programs_sort(self):
        first, again, other = (
            read(contents(list_key=key), envelope())["List-Id"] for key in ("Homes", "Homes", "Schools")
        )
        assert re.fullmatch(r"<[0-9a-f]{16}\.example\.org>", first) and first == again != other

    def test_each_group_has_its_greeting(self):
        for kind, greeting in {"report": "Hello Ann,", "next": "Hello Ann,", "recommendations": "Dear Ann,"}.items():
            assert text(contents(kind=kind), envelope()).startswith(greeting)
        assert text(contents(kind="recommendations"), envelope(name="")).startswith("Dear Sir or Madam,")

    def test_files_are_attached(self):
        made = read(
            contents(
                attachments=[Attachment("pdf", "Été 2027-01-01.pdf", b"%PDF-1"), Attachment("ics", "next.ics", ICS)]
            ),
            envelope(),
        )
        pdf, ics = made.iter_attachments()
        assert (pdf.get_content_type(), pdf.get_filename(), pdf.get_content()) == (
            "application/pdf", "Été 2027-01-01.pdf", b"%PDF-1",
        )  # fmt: skip
        assert ics.get_content_type() == "text/calendar" and ics.get_param("method") == "PUBLISH"
        assert "SUMMARY:Käse" in ics.get_content()

    def test_a_draft_has_no_sender_date_or_id(self):
        made = read(contents(), Envelope())
        assert made["X-Unsent"] == "1" and made["To"] is None
        assert not {"From", "Date", "Message-ID", "Auto-Submitted", "Bcc"} & set(made.keys())

    def test_any_script_and_any_length(self):
        name, subject, words = "حسن " + "é" * 50, "家" * 150, "x" * 1500 + "\n.\nHällo 😀"
        made = read(contents(subject=subject, words=words), envelope(name=name))
        assert made["Subject"] == subject
        raw = email.message_from_bytes(build_message(contents(), envelope(name=name)).as_bytes())["To"]
        assert str(make_header(decode_header(raw))) == f"{name} <ann@example.org>"
        assert words in made.get_body(("plain",)).get_content().replace("\r\n", "\n")


class TestInjection:
    EVIL = "Ann\r\nBcc: victim@example.org\r\n\r\n<script>x</script>"

    def test_into_a_header(self):
        made = read(contents(subject=self.EVIL), envelope(name=self.EVIL, unsubscribe_url=STOP + "\r\nX: 1"))
        assert made["Bcc"] is None and made["X"] is None
        assert len(made["To"].addresses) == 1 and made["To"].addresses[0].addr_spec == "ann@example.org"

    @pytest.mark.parametrize(
        "name", ['"<x@y.org>"', "a, b@c.org", "(c)", "=?utf-8?q?=0aBcc=3a?=", "\\", "\u2028x", "\0"]
    )
    def test_by_a_name_that_looks_like_something_else(self, name):
        made = read(contents(subject=name), envelope(name=name))
        assert [each.addr_spec for each in made["To"].addresses] == ["ann@example.org"]
        assert made["Bcc"] is None and "Bcc" not in [line[:3] for line in made["Subject"].splitlines()]

    def test_into_the_html(self):
        bad = "<img src=https://x.example/1.png>"
        shown = html(contents(subject=bad, words=bad, link='https://x/"onclick="x', community=bad), envelope(name=bad))
        assert "<img" not in shown and '"onclick' not in shown

    def test_one_line(self):
        assert one_line("a\r\n\tb\u2028c\0d  e") == "a b c d e"


class TestBody:
    def test_text_and_html_have_the_same_content(self, report):
        made = body(write(report))
        for words in ("Offer <b>keys</b> first", "Stay & talk"):
            assert words in made.text
        assert "<b>keys" not in made.html and "Offer &lt;b&gt;keys&lt;/b&gt; first" in made.html
        assert 'href="https://homes.example/?a=1&amp;b=&quot;"' in made.html

    def test_loads_nothing(self, report):
        made = body(write(report, "full"))
        for sign in ("<svg", "url(", "<script", "<link", "style="):
            assert sign not in made.html
        assert set(re.findall(r"src=.{5}", made.html)) <= {'src="cid:'}

    def test_the_text_has_no_signs_of_a_markup_language(self, report):
        made = body(write(report, "full"))
        assert not re.search(r"^(#|- |\*|=|>)|\*\*|__", made.text, re.M)
        assert "WHAT WE RECOMMEND" in made.text.splitlines() and "• Offer <b>keys</b> first" in made.text

    def test_a_scale_is_a_picture_and_a_sentence(self):
        room = Room(people=8)
        scale = room.scale()
        for n in range(2, 8):
            room.do(Viewer(f"p{n}", "participant"), "scale.mark", scale=scale, value=n)
        room.do(CHAIR, "scale.show", scale=scale)
        made = body(write(compile(room.state, room.now)))
        [picture] = made.pictures
        assert picture.data.startswith(b"\x89PNG") and f'src="cid:{picture.id}"' in made.html
        [described] = re.findall(r'alt="([^"]+)"', made.html)
        assert "3: 1 person" in unescape(described)
        # People who read plain text get a sentence, and no list of numbers.
        assert "Most answers are at 2 to 5." in made.text.splitlines() and "1 person" not in made.text
        message = read(contents(body=made), envelope())
        [inline] = [each for each in message.walk() if each.get_content_type() == "image/png"]
        assert inline["Content-ID"] == f"<{picture.id}>" and inline.get_content() == picture.data
        assert not list(message.iter_attachments()), "an inline picture is no attachment"
        shown = html_alone(contents(body=made), envelope())
        assert "cid:" not in shown and 'src="data:image/png;base64,' in shown

    def test_a_body_can_have_one_chapter(self, report):
        made = body(write(report), ["recommendations"])
        assert "Offer <b>keys</b> first" in made.text and "Stay & talk" not in made.text

    def test_both_forms_have_the_greeting_and_the_link(self, report):
        whole = contents(body=body(write(report)), link="https://report.example/r")
        for form in (text(whole, envelope()), html(whole, envelope())):
            assert "https://report.example/r" in form and "Hello Ann" in form


def test_the_logo_of_the_community_is_inside_and_its_words_stay_the_same():
    look = Theme('Homes "for" <all>', "#ffe100", b"\x89PNG-1", 640, 80, "d")
    found, plain = read(contents(theme=look), envelope()), read(contents(), envelope())
    text_of = [each.get_body(("plain",)).get_content() for each in (found, plain)]
    assert text_of[0] == text_of[1]
    shown = found.get_body(("html",)).get_content()
    assert '<img src="cid:logo" width="200" height="25" alt="Homes &quot;for&quot; &lt;all&gt;">' in shown
    assert shown.index("cid:logo") < shown.index("Hello Ann")
    [logo] = [part for part in found.walk() if part.get_content_type() == "image/png"]
    assert logo["Content-ID"] == "<logo>" and logo.get_content() == b"\x89PNG-1"
    assert logo.get_content_disposition() == "inline"
    assert list(found.iter_attachments()) == []
    words = accent_of("#ffe100").light.words
    assert f"a{{color:{words}}}" in shown and words not in plain.get_body(("html",)).get_content()
    alone = html_alone(contents(theme=look), envelope())
    assert "cid:" not in alone and 'src="data:image/png;base64,' in alone


def test_a_theme_without_a_logo_and_one_without_a_colour():
    named = html(contents(theme=Theme("Homes")), envelope())
    assert named == html(contents(), envelope())
    coloured = html(contents(theme=Theme("Homes", "#123456")), envelope())
    assert "border-top:4px solid #123456" in coloured and "<img" not in coloured
