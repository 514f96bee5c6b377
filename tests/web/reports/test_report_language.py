"""A report is in the language of its meeting, or in the one that is asked for; people's words stay as they are."""

import io
import re

import pytest
from pypdf import PdfReader

from live_cop.words import catalogue, languages

pytestmark = pytest.mark.skipif(
    not languages.languages().keys() >= {"de", "ar"}, reason="there are no German or Arabic words"
)


def report(server, name):
    return server.chair.get(f"/m/{server.code}/report.{name}")


def language_of(answer):
    return re.search(r'<html lang="(\w+)" dir="(\w+)">', answer.text).groups()


def test_it_is_in_the_language_of_the_meeting_and_in_any_other_that_is_asked_for(server):
    assert language_of(report(server, "html")) == ("en", "ltr")
    server.do("meeting.edit", language="de")
    page = report(server, "html?length=full")
    assert language_of(page) == ("de", "ltr")
    assert catalogue("de")["report.kind"] in page.text
    english = report(server, "html?length=full&language=en")
    assert language_of(english) == ("en", "ltr")
    # A link to another format leads to the same language.
    assert "report.pdf?length=full&amp;language=en" in english.text
    assert language_of(report(server, "html?language=xx")) == ("de", "ltr")


def test_a_pdf_in_arabic_has_its_own_headings_and_what_people_wrote(server):
    answer = report(server, "pdf?language=ar")
    assert answer.status_code == 200
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    letters = [letter for letter in text if "\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufefc"]
    assert len(letters) > 50
    assert "Homes" in text
