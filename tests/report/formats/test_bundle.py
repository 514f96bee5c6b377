"""Archives of a report: the text with its pictures beside it, and everything in one file."""

import io
import re
from zipfile import ZipFile

import pypdf
import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from PIL import Image

from live_cop.report import worker
from live_cop.report.document import Photographs, Picture, Pictures, Section
from live_cop.report.formats import bundle, markdown
from live_cop.report.source import source_of
from live_cop.report.worker import Request

from .test_all_formats import document_of, fullest_meeting
from .test_markdown import read


def blocks_of(sections):
    for each in sections:
        if isinstance(each, Section):
            yield from blocks_of(each.blocks)
        else:
            yield each


def test_the_text_has_its_pictures_beside_it():
    document = document_of(fullest_meeting())
    archive = ZipFile(io.BytesIO(bundle.pack(bundle.text_with_pictures(document, "full report"))))
    text = archive.read("full report.md").decode()
    shown = re.findall(r"!\[([^\]]*)\]\(<([^>]+)>\)", text)
    names = {name for name in archive.namelist() if name != "full report.md"}
    assert {name for _, name in shown} == names and len(names) >= 2
    assert all(words for words, _ in shown)
    for name in names:
        image = Image.open(io.BytesIO(archive.read(name)))
        assert image.format == {"png": "PNG", "jpg": "JPEG"}[name.rpartition(".")[2]]
    assert "The flip chart" in [words for words, _ in shown]
    assert bundle.pack({"a.md": b"a"}) == bundle.pack({"a.md": b"a"})


@pytest.mark.parametrize("with_names", [False, True])
def test_no_picture_is_told_twice(with_names):
    whole = document_of(fullest_meeting())
    document = replace(whole, sections=[*whole.sections, *whole.sections])
    pictures = [each for each in blocks_of(document.sections) if isinstance(each, Picture)]
    pictures += [one for each in blocks_of(document.sections) if isinstance(each, Pictures) for one in each.pictures]
    names = {each.svg: f"{n}.png" for n, each in enumerate(pictures)} if with_names else {}
    text = markdown.render(document, names)
    descriptions = [each.description for each in pictures]
    assert len(set(descriptions)) < len(descriptions)
    assert all(text.count(markdown.plain(each)) == 1 for each in descriptions)


def test_alone_the_text_has_every_word_and_no_files():
    document = document_of(fullest_meeting())
    text = markdown.render(document)
    assert "![" not in text and "The flip chart" in read(text)[0]
    assert any(isinstance(each, Photographs) for each in blocks_of(document.sections))


def words_of(pdf: bytes) -> list[str]:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split()


def test_everything_is_in_one_archive():
    room = fullest_meeting()
    archive = ZipFile(io.BytesIO(worker.RENDERERS["zip"](Request("zip", source_of(room.state, room.now)))))
    assert archive.testzip() is None
    files = [name for name in archive.namelist() if not name.startswith("text/pictures/")]
    assert files == [
        "short report.html", "short report.pdf", "short report.docx", "short report.pptx",
        "full report.html", "full report.pdf", "full report.docx", "full report.pptx",
        "tables.xlsx", "text/full report.md",
    ]  # fmt: skip
    short, full = (words_of(archive.read(f"{each} report.pdf")) for each in ("short", "full"))
    assert len(short) < len(full)
    assert "Notes" in load_workbook(io.BytesIO(archive.read("tables.xlsx"))).sheetnames
    # No word of it leads to another file of the archive that is not there.
    assert b'<nav class="forms' not in archive.read("full report.html")
