"""PDF files as people send their slides, and as nobody should. Written byte by byte, so that they can be wrong."""

import zlib
from collections.abc import Sequence

#: A page of slides in points: 13.3 x 7.5 inches, as programs for slides export them.
WIDE = (960, 540)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, of which the first one is the catalogue."""
    file, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(file)


def stream(data: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def one_page(content: bytes, *, page: bytes = b"", catalog: bytes = b"", size: Sequence[float] = WIDE) -> bytes:
    """A file of one page with this content, and these entries of its page and its catalogue."""
    box = " ".join(map(str, size)).encode()
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>"
            % (box, page),
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
    )


def slides(words: Sequence[str], size: Sequence[float] = WIDE, last: bytes = b"") -> bytes:
    """Slides that each have these words, on a ground of another colour; `last` is drawn on the last one."""
    box = " ".join(map(str, size)).encode()
    count = len(words)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, text in enumerate(words):
        shade = 0.35 + 0.5 * number / max(1, count)
        lines = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").split(b"\n")
        content = b"%.2f %.2f 0.95 rg 0 0 5000 5000 re f 0 g BT /F 48 Tf 60 420 Td 60 TL " % (
            1 - shade / 3,
            1 - shade / 5,
        )
        content += b" ".join(b"(%s) Tj T*" % line for line in lines) + b" ET "
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (box, 5 + 2 * number),
            stream(content + (last if number == count - 1 else b"")),
        ]
    return written(objects)


def with_programs() -> bytes:
    """A page with scripts that run when it is opened, a form with a value, and a note of its author."""
    form = b"<</Fields[]/XFA(<xdp/>)/NeedAppearances true>>"
    script = b"<</S/JavaScript/JS(app.alert\\('Planted'\\); this.submitForm\\('http://127.0.0.1:9/'\\))>>"
    return one_page(
        b"BT /F 48 Tf 60 300 Td (What is seen) Tj ET",
        page=b"/AA<</O %s>>/Annots[" % script
        + b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Planted value)/Rect[0 0 900 200]/DA(/F 40 Tf 0 g)>>"
        + b"<</Type/Annot/Subtype/FreeText/Contents(Planted note)/Rect[0 0 900 200]/DA(/F 40 Tf 0 g)>>"
        + b"<</Type/Annot/Subtype/Text/Contents(Planted hint)/Rect[0 0 90 90]>>]",
        catalog=b"/OpenAction %s/AcroForm %s/Names<</JavaScript<</Names[(a)%s]>>>>" % (script, form, script),
    )


def many_pages(count: int) -> bytes:
    """So many pages: the same one again and again."""
    kids = b"3 0 R " * count
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 960 540]>>",
        ]
    )


def huge_image(side: int = 10_000) -> bytes:
    """A page with a picture of one colour and 100 million pixels."""
    packer = zlib.compressobj(9)
    row = bytes(side * 64)
    data = b"".join(packer.compress(row) for _ in range(side // 64)) + packer.flush()
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 960 540]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            stream(b"960 0 0 540 0 0 cm /I Do"),
            stream(data, head % (side, side)),
        ]
    )


def endless(times: int = 10) -> bytes:
    """A page whose drawing would take for ever: each of its parts draws the next one ten times."""
    forms = [
        stream(
            b"/X Do " * 10 if number < times else b"0 0 960 540 re f",
            b"/Type/XObject/Subtype/Form/BBox[0 0 960 540]"
            + (b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + number) if number < times else b""),
        )
        for number in range(times + 1)
    ]
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 960 540]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            stream(b"/X Do"),
            *forms,
        ]
    )


def in_itself() -> bytes:
    """Pages that are their own parents, without end."""
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]/Parent 2 0 R>>",
        ]
    )


def locked(password: str = "secret") -> bytes:
    """Slides that nobody opens without a password."""
    import io

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(slides(["Locked"]))))
    writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
