"""Static files, served under a hash of all of them, so that browsers may cache them permanently.

On a phone with a slow network each round trip costs half a second, and a page of twenty modules would need four of
them. So a page's modules are sent as one module, each as a function in it, after those that it imports. In the
repository they stay plain files that import each other by relative path, without a build step. The style is part of the
page itself: that adds 6 KB to each page, but the first paint of the phone page takes one round trip (0.7 s at "Fast
3G") and not two (1.3 s).
"""

import gzip
import hashlib
import mimetypes
import re
from functools import cache
from pathlib import Path, PurePosixPath

from flask import Flask, Response, abort, make_response, request
from markupsafe import Markup

from ...paths import STATIC

#: What a module imports: `{ name, name as other }`, `* as name`, or nothing by name; and from where.
_IMPORT = re.compile(
    r"""^import\s*(?:(?:\{(?P<names>[^}]*)\}|\*\s*as\s+(?P<all>[\w$]+))\s*from\s*)?["'](?P<path>\.{1,2}/[^"']+)["'];?""",
    re.MULTILINE,
)
#: What it exports: a declaration with its name, or a list of names.
_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const)\s+(?P<name>[\w$]+))", re.MULTILINE)
_EXPORT_LIST = re.compile(r"(?:^|(?<=[;}]))export\s*\{(?P<names>[^}]*)\};?", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
#: Without it, what a page loads is 5 % smaller, compressed. Inside templates, htm drops it anyway.
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
#: Comments on lines of their own. Those beside code stay: only a parser can tell them from string literals.
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
#: A type beside code, such as that of a parameter.
_TYPE = re.compile(r"/\*\* @(?:type|param|returns)\b[^*\n]*\*/ ?")
_COMPRESSIBLE = {".js", ".css", ".svg", ".json", ".html", ".txt"}
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")

#: The style sheets of each page in the order of the cascade: those of every page, those that the three screens share,
#: and its own.
_UI = ("tokens", *(f"ui/{name}" for name in ("base", "buttons", "fields", "dialog", "preferences", "layout")))
_FACETS = (
    *(f"wall/{name}" for name in ("notes", "marks", "writing", "plane", "note-on-plane")),
    *("scale/slider", "scale/spread", "agenda", "hopes", "followup", "breakouts"),
)
_MEMBER = ("shell", "notices", "phone", "wide", "side", "mirror", "small-window")
_BOARD = ("shell", "wall", "scale", "speakers", "views", "closing")
_CHAIR = (
    "shell",
    "forms",
    "agenda",
    "display",
    "wall",
    "scales",
    "voices",
    "report",
    "safety",
    "now",
    "practice",
    "narrow",
)
STYLES = {
    "home": (*_UI, "pages/code-box", "pages/home"),
    "join": (*_UI, "pages/join"),
    "links": (*_UI, "pages/links"),
    "making": (*_UI, "pages/message"),
    "message": (*_UI, "pages/code-box", "pages/message"),
    "community": (*_UI, "pages/community"),
    "plan": (*_UI, "pages/home"),
    "guide": (*_UI, "pages/guide"),
    "attendance": (*_UI, "pages/attendance"),
    "people": (*_UI, "pages/attendance", "pages/people"),
    "send": (*_UI, "pages/attendance", "pages/people", "pages/send"),
    "plain": (*_UI, "pages/message"),
    "take": (*_UI, "pages/message"),
    "member": (*_UI, "pages/message", *_FACETS, *(f"member/{name}" for name in _MEMBER)),
    "board": (*_UI, "pages/message", *_FACETS, *(f"board/{name}" for name in _BOARD)),
    "chair": (*_UI, "pages/message", *_FACETS, *(f"chair/{name}" for name in _CHAIR)),
}


def register(app: Flask) -> None:
    """Adds the routes `/s/<hash>/...`."""
    app.add_url_rule("/s/<digest>/pack/<page>.js", view_func=_script, endpoint="assets_script")
    app.add_url_rule("/s/<digest>/<path:path>", view_func=_file, endpoint="assets_file")


def url(path: str) -> str:
    """The address of a static file, given its path under static/."""
    return f"/s/{digest()}/{path}"


def script_url(page: str) -> str:
    """The address of a page's script; "" if it has none."""
    return url(f"pack/{page}.js") if _has_script(page) else ""


@cache
def digest() -> str:
    """The hash of everything under static/: 16 hexadecimal digits that change when any file does."""
    total = hashlib.sha256()
    for path, file in _files().items():
        total.update(path.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


@cache
def modules(page: str) -> list[tuple[str, str]]:
    """The page's modules as (path, source), each after those that it imports."""
    found: dict[str, str] = {}

    def visit(path: str) -> None:
        if path in found:
            return
        source = (STATIC / path).read_text(encoding="utf-8")
        for imported in _IMPORT.finditer(source):
            visit(_resolve(path, imported["path"]))
        found[path] = source

    visit(f"js/pages/{page}.js")
    return list(found.items())


@cache
def script(page: str) -> bytes:
    """The page's script: one module with a function for each of its modules. A function returns what the module
    exports, and gets what it imports from those before it."""
    variables = {path: f"$module{number}" for number, (path, _) in enumerate(modules(page))}
    return "".join(
        f"/* {path} */\nconst {variables[path]} = (() => {{\n{_as_function(path, source, variables)}\n}})();\n"
        for path, source in modules(page)
    ).encode()


def _as_function(path: str, source: str, variables: dict[str, str]) -> str:
    """The body of the module's function."""
    exported: list[str] = []

    def take_import(found: re.Match[str]) -> str:
        module = variables[_resolve(path, found["path"])]
        if found["all"]:
            return f"const {found['all']} = {module};"
        # In an import the name of the other module stands first, as in a pattern: `{ name: other }`.
        return f"const {{{found['names'].replace(' as ', ': ')}}} = {module};" if found["names"] else ""

    def take_declaration(found: re.Match[str]) -> str:
        exported.append(found["name"])
        return ""

    def take_list(found: re.Match[str]) -> str:
        for each in filter(str.strip, found["names"].split(",")):
            own, _, name = each.strip().partition(" as ")
            exported.append(f"{name}: {own}" if name else own)
        return ""

    body = _IMPORT.sub(take_import, minified(path, source))
    body = _EXPORT_LIST.sub(take_list, _EXPORT.sub(take_declaration, body))
    return f"{body}\nreturn {{{', '.join(exported)}}};"


def minified(path: str, source: str) -> str:
    """A module's source without comments, types and indentation; each line keeps its number. Vendored modules stay as
    they are, for the licences in their comments."""
    if path.startswith("vendor/"):
        return source
    code = _SCRIPT_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source)
    return _INDENTATION.sub("", _TYPE.sub("", code))


@cache
def style(page: str) -> Markup:
    """The page's style sheets, concatenated and without comments, for its `<style>` element."""
    sheets = [STATIC / "css" / f"{name}.css" for name in STYLES[page]]
    text = "\n".join(_COMMENT.sub("", sheet.read_text(encoding="utf-8")) for sheet in sheets)
    text = _INDENTATION.sub("", text)
    return Markup(text.replace("url(../", f"url({url('')}"))


@cache
def _has_script(page: str) -> bool:
    return f"js/pages/{page}.js" in _files()


def _resolve(path: str, relative: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


@cache
def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _send(requested_digest: str, data: bytes, suffix: str) -> Response:
    response = make_response(data)
    content_type = mimetypes.types_map.get(suffix, "application/octet-stream")
    if suffix in _COMPRESSIBLE:
        content_type += "; charset=utf-8"
        response.vary.add("Accept-Encoding")
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response.set_data(_gzipped(data))
            response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Type"] = content_type
    # A page from before an update may still use the old hash: it gets the present file, but must not cache it.
    current = requested_digest == digest()
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-store"
    return response


def _script(digest: str, page: str) -> Response:
    if page not in STYLES or not _has_script(page):
        abort(404)
    return _send(digest, script(page), ".js")


def _file(digest: str, path: str) -> Response:
    file = _files().get(path)
    if file is None:
        abort(404)
    return _send(digest, _bytes(file), file.suffix)


@cache
def _files() -> dict[str, Path]:
    """All files by their path under static/, except type declarations; only these are served."""
    files = (path for path in sorted(STATIC.rglob("*")) if path.is_file() and not path.name.endswith(".d.ts"))
    return {path.relative_to(STATIC).as_posix(): path for path in files}


@cache
def _bytes(file: Path) -> bytes:
    return file.read_bytes()
