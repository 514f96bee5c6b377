"""Several files of a report as one ZIP archive, without dates, so that the same report gives the same archive."""

import io
from collections.abc import Iterable, Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..document import Block, Document, Figures, Photograph, Photographs, Section, pictures_in
from . import markdown, png, typst_setup

#: The earliest date of a ZIP file.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
#: Files that are compressed already.
_PACKED = (".png", ".jpg", ".docx", ".pptx", ".xlsx", ".pdf")
#: The folder of the pictures beside a text.
FOLDER = "pictures"


def pack(files: Mapping[str, bytes]) -> bytes:
    """The files, by their names, as an archive."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            member = ZipInfo(name, _NO_DATE)
            member.external_attr = 0o644 << 16
            archive.writestr(member, data, ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED)
    return packed.getvalue()


def text_with_pictures(document: Document, name: str, folder: str = "") -> dict[str, bytes]:
    """The document as Markdown under this name (without extension), with its pictures beside it."""
    # Each picture once: the text does not repeat what it said (see markdown.py).
    drawn = list({each.description: each for each in reversed(list(pictures_in(document.sections)))}.values())[::-1]
    document = typst_setup.told(document, [each.svg for each in drawn])
    photographs = list(dict.fromkeys(_photographs(document.sections)))
    of = len(str(len(drawn) + len(photographs)))
    names: dict[str | bytes, str] = {}
    files = {}
    for picture, data in zip(drawn, png.render_pictures(drawn), strict=True):
        names[picture.svg] = f"{FOLDER}/{len(names) + 1:0{of}}.png"
        files[folder + names[picture.svg]] = data
    for photograph in photographs:
        names[photograph] = f"{FOLDER}/{len(names) + 1:0{of}}.jpg"
        files[folder + names[photograph]] = photograph
    return {f"{folder}{name}.md": markdown.render(document, names).encode(), **files}


def _photographs(blocks: Iterable[Block]) -> Iterator[bytes]:
    """The files of all photographs."""
    for block in blocks:
        match block:
            case Section():
                yield from _photographs(block.blocks)
            case Photographs():
                yield from (each.jpeg for each in block.photographs if each.jpeg)
            case Figures():
                shown = (each.picture for each in block.figures)
                yield from (each.jpeg for each in shown if isinstance(each, Photograph) and each.jpeg)
            case _:
                pass
