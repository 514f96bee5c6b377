"""What kind of file somebody offers, by what is in it: its name and what a browser says of it prove nothing.

Taken are documents that people hand on: PDF, texts, tables and slides of the two office formats, and pictures. A file
with programs in it (macros) is none of them, and neither is a page, which could run one in the reader's browser.
"""

import io
import zipfile

from ..meeting.refusal import Refusal

PDF = "application/pdf"
#: The part of an office file that makes it a text, a table or slides, and the type of such a file.
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OOXML = {
    "word/document.xml": f"{_OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/presentation.xml": f"{_OFFICE}presentationml.presentation",
}
_OPEN_DOCUMENT = tuple(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
#: The type of each file that is taken, and the ending of its name.
ENDINGS = {
    PDF: "pdf",
    **dict(zip(_OOXML.values(), ("docx", "xlsx", "pptx"), strict=True)),
    **dict(zip(_OPEN_DOCUMENT, ("odt", "ods", "odp"), strict=True)),
    "image/webp": "webp",
}
#: More parts than this has no document that somebody hands on.
_MOST_PARTS = 5_000


def document_type(file: bytes) -> str | None:
    """The type of a document; None for what may be a picture. Raises Refusal `not_a_document` for all that is neither,
    and for files with programs."""
    if file.startswith(b"%PDF-"):
        return PDF
    if not file.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as parts:
            return _type_of(parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise Refusal("not_a_document") from None


def _type_of(parts: zipfile.ZipFile) -> str:
    names = parts.namelist()
    if len(names) > _MOST_PARTS or any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        raise Refusal("not_a_document")
    if "[Content_Types].xml" in names:
        for part, media in _OOXML.items():
            if part in names:
                return media
    if names[:1] == ["mimetype"] and parts.getinfo("mimetype").file_size < 100:
        media = parts.read("mimetype").decode("ascii", "replace")
        if media in _OPEN_DOCUMENT:
            return media
    raise Refusal("not_a_document")
