"""Static files, served under a hash of their contents, so that browsers may cache them permanently.

On a phone with a slow network each round trip costs half a second. So a page has one script, minified and compressed
when it was built (built_scripts.py); where the sources have been changed since, it is made of them (page_modules.py).
The style is part of the page itself: that adds 14 KB to each page, but the first paint of the phone page takes one
round trip (0.7 s at "Fast 3G") and not two (1.3 s).
"""

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, make_response, request
from markupsafe import Markup

from ...paths import STATIC
from . import built_scripts, page_modules
from .built_scripts import BuiltScript

_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
#: A string, which stays as it is; a sign with spaces that divide nothing, before it too or only after it; or spaces.
_STYLE_SPACE = re.compile(r"""("[^"]*")|\s*([{};,])\s*|(:)\s+|\s+""")
_COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".html", ".txt"}
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")

#: The style sheets of each page in the order of the cascade: those of every page, those that the three screens share,
#: and its own.
_UI = (
    "tokens",
    "fonts",
    *(f"ui/{name}" for name in ("base", "buttons", "fields", "dialog", "preferences", "layout", "language", "reading")),
)
#: Those of a page to read, which every page is while it says something instead of what it is for.
_PAGE = (*_UI, "pages/page")
_WALL = tuple(f"wall/{name}" for name in ("notes", "marks", "writing"))
_PLANE = ("wall/plane", "wall/note-on-plane")
_FACETS = (
    "photos/photos",
    "slides",
    *("scale/slider", "scale/spread", "agenda", "hopes", "followup", "breakouts"),
)
_MEMBER = ("shell", "notices", "phone", "tabs", "thumb-reach", "reading")
_BOARD = ("shell", "wall", "scale", "speakers", "views", "closing")
_CHAIR = (
    "shell",
    "forms",
    "agenda",
    "display",
    "wall-head",
    "wall",
    "wall-notes",
    "scales",
    "voices",
    "report",
    "safety",
    "now",
    "practice",
    "narrow",
)
STYLES = {
    "home": (*_PAGE, "pages/code-box", "pages/home"),
    "join": (*_PAGE, "pages/join"),
    "links": (*_PAGE, "pages/parts", "pages/links"),
    "making": (*_PAGE, "pages/message"),
    "message": (*_PAGE, "pages/code-box", "pages/message"),
    "community": (*_PAGE, "pages/parts", "pages/community"),
    "plan": (*_PAGE, "pages/home"),
    "guide": (*_PAGE, "pages/guide"),
    "accessibility": (*_PAGE, "pages/accessibility"),
    "agenda": (*_PAGE, "pages/parts", "pages/agenda"),
    "attendance": (*_PAGE, "pages/parts", "pages/attendance"),
    "people": (*_PAGE, "pages/parts", "pages/attendance", "pages/people"),
    "send": (*_PAGE, "pages/parts", "pages/attendance", "pages/people", "pages/send"),
    "host": (*_PAGE, "pages/parts", "pages/attendance", "pages/people", "pages/host"),
    "plain": (*_PAGE, "pages/message"),
    "language": (*_PAGE, "pages/message", "pages/language"),
    "take": (*_PAGE, "pages/message"),
    "member": (*_PAGE, "pages/message", *_WALL, *_FACETS, *(f"member/{name}" for name in _MEMBER)),
    "board": (*_PAGE, "pages/message", *_WALL, *_FACETS, *(f"board/{name}" for name in _BOARD)),
    "chair": (
        *_PAGE,
        "pages/message",
        *_WALL,
        *_PLANE,
        *_FACETS,
        "photos/paper-notes",
        *(f"chair/{name}" for name in _CHAIR),
    ),
}
#: What a page loads only where it is needed, with the script that needs it: the style sheets by the name of the file
#: that they make.
LATE_STYLES = {
    "wide": tuple(f"member/{name}" for name in ("wide", "side", "mirror", "small-window")),
    "plane": _PLANE,
}


def register(app: Flask) -> None:
    """Adds the routes `/s/<hash>/...`."""
    app.add_url_rule("/s/<digest>/style/<name>.css", view_func=_late_style, endpoint="assets_style")
    app.add_url_rule("/s/<digest>/pack/<page>.js", view_func=_script, endpoint="assets_script")
    app.add_url_rule("/s/<digest>/pack/<page>/<path:path>", view_func=_chunk, endpoint="assets_chunk")
    app.add_url_rule("/s/<digest>/<path:path>", view_func=_file, endpoint="assets_file")


def url(path: str) -> str:
    """The address of a static file, given its path under static/."""
    return f"/s/{digest()}/{path}"


def script_url(page: str) -> str:
    """The address of a page's script; "" if it has none."""
    return f"/s/{_script_digest(page)}/pack/{page}.js" if _has_script(page) else ""


def _script_digest(page: str) -> str:
    return built_scripts.digest(page) or digest()


@cache
def digest() -> str:
    """The hash of all files but the built scripts: 16 hexadecimal digits that change when any of them does."""
    total = hashlib.sha256()
    for path, file in _files().items():
        total.update(path.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


@cache
def style(page: str) -> Markup:
    """The page's style sheets, concatenated and without comments and needless spaces, for its `<style>` element."""
    return Markup(_joined(STYLES[page]))


def _joined(names: tuple[str, ...]) -> str:
    sheets = [STATIC / "css" / f"{name}.css" for name in names]
    text = "\n".join(_COMMENT.sub("", sheet.read_text(encoding="utf-8")) for sheet in sheets)
    text = _STYLE_SPACE.sub(lambda found: found[found.lastindex or 0].strip() or " ", text).replace(";}", "}")
    return text.replace("url(../", f"url({url('')}")


def late_style_url(name: str) -> str:
    """The address of style sheets that a page loads later."""
    return url(f"style/{name}.css")


@cache
def _late_style_bytes(name: str) -> bytes:
    return _joined(LATE_STYLES[name]).encode()


@cache
def _has_script(page: str) -> bool:
    return f"js/pages/{page}.js" in _files()


@cache
def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def send(data: bytes | BuiltScript, suffix: str, *, is_current: bool) -> Response:
    """What stays the same under its address for ever, if that is its present one."""
    encoding, body = _encoded(data, suffix)
    response = make_response(body)
    content_type = mimetypes.types_map.get(suffix, "application/octet-stream")
    if suffix in _COMPRESSIBLE:
        content_type += "; charset=utf-8"
        response.vary.add("Accept-Encoding")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Type"] = content_type
    # A page from before an update may still use the old hash: it gets the present file, but must not cache it.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "no-store"
    return response


def _encoded(data: bytes | BuiltScript, suffix: str) -> tuple[str, bytes]:
    """The smallest form that the client accepts, and its encoding."""
    accepted = request.accept_encodings
    if isinstance(data, BuiltScript):
        if accepted.quality("br"):
            return "br", data.br
        return ("gzip", data.gz) if accepted.quality("gzip") else ("", data.plain())
    if suffix in _COMPRESSIBLE and accepted.quality("gzip"):
        return "gzip", _gzipped(data)
    return "", data


def _script(digest: str, page: str) -> Response:
    if page not in STYLES or not _has_script(page):
        abort(404)
    data = built_scripts.script(page) or page_modules.script(page)
    return send(data, ".js", is_current=digest == _script_digest(page))


def _chunk(digest: str, page: str, path: str) -> Response:
    if page not in STYLES or not _has_script(page) or path not in page_modules.chunks(page):
        abort(404)
    data = built_scripts.chunk(page, path) or page_modules.chunk(page, path)
    return send(data, ".js", is_current=digest == _script_digest(page))


def _late_style(digest: str, name: str) -> Response:
    if name not in LATE_STYLES:
        abort(404)
    return send(_late_style_bytes(name), ".css", is_current=f"/s/{digest}/style/{name}.css" == late_style_url(name))


def _file(digest: str, path: str) -> Response:
    file = _files().get(path)
    if file is None:
        abort(404)
    return send(_bytes(file), file.suffix, is_current=f"/s/{digest}/{path}" == url(path))


@cache
def _files() -> dict[str, Path]:
    """All files by their path under static/, except type declarations and built scripts; only these are served."""
    files = {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    return {path: file for path, file in files.items() if not path.endswith(".d.ts") and not path.startswith("built/")}


@cache
def _bytes(file: Path) -> bytes:
    return file.read_bytes()
