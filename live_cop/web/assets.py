"""Static files: served under the hash of all of them and kept by browsers for ever.

A page gets its script and its style in one response each. On a phone with a slow network every further request costs
half a second, and a page made of twenty modules would wait for four rounds of them. So the modules that a page imports
are sent together, in the order of their imports; a few lines in the browser (`boot.js`) make modules of them again.
They stay plain files that import each other by relative path, and there is no build step.
"""

import gzip
import hashlib
import json
import mimetypes
import re
from functools import cache, partial
from pathlib import Path, PurePosixPath

from flask import Flask, Response, abort, make_response, request

from ..paths import STATIC

_IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*)["'](\.{1,2}/[^"']+)["']""")
_COMPRESSED = {".js", ".css", ".svg", ".json", ".html", ".txt"}
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")

#: The style of each page, in the order of the cascade.
STYLES = {
    "home": ("tokens", "base", "layout", "home"),
    "join": ("tokens", "base", "layout", "join"),
    "links": ("tokens", "base", "layout", "links"),
    "message": ("tokens", "base", "layout", "home"),
    "member": ("tokens", "base", "layout", "wall", "scale", "agenda", "member"),
    "board": ("tokens", "base", "layout", "wall", "scale", "agenda", "board"),
    "chair": ("tokens", "base", "layout", "wall", "scale", "agenda", "chair"),
}


def register(app: Flask) -> None:
    """Serves `/s/<hash>/...`."""
    app.add_url_rule("/s/<digest>/pack/<page>.js", view_func=_script, endpoint="assets_script")
    app.add_url_rule("/s/<digest>/pack/<page>.css", view_func=_style, endpoint="assets_style")
    app.add_url_rule("/s/<digest>/<path:path>", view_func=_file, endpoint="assets_file")


def url(path: str) -> str:
    """The address of a static file."""
    return f"/s/{digest()}/{path}"


def pack_url(page: str, kind: str) -> str:
    """The address of a page's script or style; "" where it has none."""
    if kind == "js" and not (STATIC / "js" / "pages" / f"{page}.js").exists():
        return ""
    return url(f"pack/{page}.{kind}")


@cache
def digest() -> str:
    """The hash of everything under static/: it changes when anything does."""
    total = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            total.update(str(path.relative_to(STATIC)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


@cache
def modules(page: str) -> list[tuple[str, str]]:
    """The page's modules as (path, source), each after those it imports."""
    found: dict[str, str] = {}

    def visit(path: str) -> None:
        if path in found:
            return
        source = (STATIC / path).read_text(encoding="utf-8")
        for relative in _IMPORT.findall(source):
            visit(_resolve(path, relative))
        found[path] = source

    visit(f"js/pages/{page}.js")
    return list(found.items())


@cache
def script(page: str) -> bytes:
    """The page's modules with what brings them to life."""
    boot = (STATIC / "js" / "boot.js").read_text(encoding="utf-8")
    sources = [[path, _IMPORT.sub(partial(_rename, path=path), source)] for path, source in modules(page)]
    text = json.dumps(sources, ensure_ascii=True, separators=(",", ":")).replace("</", "<\\/")
    return boot.replace("/* MODULES */ []", text).encode()


@cache
def style(page: str) -> bytes:
    """The page's style sheets, one after the other; addresses in them are relative to static/css/."""
    sheets = [STATIC / "css" / f"{name}.css" for name in STYLES[page]]
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.exists())
    return text.encode()


def _resolve(path: str, relative: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _rename(match: re.Match[str], path: str) -> str:
    """The import with the module's full path, which boot.js replaces by where the module is in memory."""
    return match.group(0).replace(match.group(1), "module:" + _resolve(path, match.group(1)))


@cache
def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _send(data: bytes, suffix: str) -> Response:
    response = make_response(data)
    if suffix in _COMPRESSED:
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = make_response(_zipped(data))
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Type"] = mimetypes.types_map.get(suffix, "application/octet-stream") + (
        "; charset=utf-8" if suffix in _COMPRESSED else ""
    )
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _script(digest: str, page: str) -> Response:
    if page not in STYLES or not (STATIC / "js" / "pages" / f"{page}.js").exists():
        abort(404)
    return _send(script(page), ".js")


def _style(digest: str, page: str) -> Response:
    if page not in STYLES:
        abort(404)
    return _send(style(page), ".css")


def _file(digest: str, path: str) -> Response:
    file = (STATIC / path).resolve()
    if not file.is_relative_to(STATIC.resolve()) or not file.is_file():
        abort(404)
    return _send(_bytes(file), file.suffix)


@cache
def _bytes(file: Path) -> bytes:
    return file.read_bytes()
