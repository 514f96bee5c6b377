"""Static files, served under a hash of all of them, so that browsers may cache them permanently.

On a phone with a slow network each round trip costs half a second, and a page of twenty modules would need four of
them. So a page's modules are sent as one module, each as a function in it, after those that it imports. In the
repository they stay plain files that import each other by relative path, without a build step. The style is part of the
page itself: that adds 6 KB to each page, but the first paint of the phone page takes one round trip (0.7 s at "Fast
3G") and not two (1.3 s).

What few people need, and not at once, is imported where it is needed, with `() => import("./x.js")`. Such a module is
sent as a chunk of its own, with what only it imports; what the page has already, it gets from the page.
"""

import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path, PurePosixPath

from flask import Flask, Response, abort, make_response, request
from markupsafe import Markup

from ... import words
from ...paths import STATIC

#: The module with the words of a page, to which a chunk adds its own.
_WORDS = "js/ui/words.js"

#: What a module imports: `{ name, name as other }`, `* as name`, or nothing by name; and from where.
_IMPORT = re.compile(
    r"""^import\s*(?:(?:\{(?P<names>[^}]*)\}|\*\s*as\s+(?P<all>[\w$]+))\s*from\s*)?["'](?P<path>\.{1,2}/[^"']+)["'];?""",
    re.MULTILINE,
)
#: What a module imports only when it is needed. (Types in comments look much like it.)
_LATE_IMPORT = re.compile(r"""(?<=\(\) => )import\(["'](?P<path>\.{1,2}/[^"']+)["']\)""")
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
    "photos/photos",
    "slides",
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
    "chair": (*_UI, "pages/message", *_FACETS, "photos/paper-notes", *(f"chair/{name}" for name in _CHAIR)),
}

#: The areas of the catalogue of words that come with a chunk, because no page has them from the start.
CHUNK_WORDS: dict[str, tuple[str, ...]] = {
    "js/chair/display/slides-panel.js": ("slides",),
    "js/photos/paper-notes.js": ("photos",),
    "js/photos/photo-dialog.js": ("photos",),
    "js/photos/photo-viewer.js": ("photos",),
    "js/photos/send-photos.js": ("photos", "unseen"),
    "js/slides/shown-slide.js": ("photos", "slides"),
}


def register(app: Flask) -> None:
    """Adds the routes `/s/<hash>/...`."""
    app.add_url_rule("/s/<digest>/pack/<page>.js", view_func=_script, endpoint="assets_script")
    app.add_url_rule("/s/<digest>/pack/<page>/<path:path>", view_func=_chunk, endpoint="assets_chunk")
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
    return _modules_of(f"js/pages/{page}.js", ())


@cache
def chunks(page: str) -> frozenset[str]:
    """The paths of the modules that the page's modules import only when they are needed."""
    return frozenset(
        _resolve(path, imported["path"]) for path, source in modules(page) for imported in _LATE_IMPORT.finditer(source)
    )


@cache
def chunk_modules(page: str, path: str) -> list[tuple[str, str]]:
    """The modules of a chunk as (path, source): the one that is imported, which is the last, and those that the page
    does not have."""
    return _modules_of(path, [each for each, _ in modules(page)])


def _modules_of(start: str, without: Collection[str]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}

    def visit(path: str) -> None:
        if path in found or path in without:
            return
        source = (STATIC / path).read_text(encoding="utf-8")
        for imported in _IMPORT.finditer(source):
            visit(_resolve(path, imported["path"]))
        found[path] = source

    visit(start)
    return list(found.items())


@cache
def script(page: str) -> bytes:
    """The page's script: one module with a function for each of its modules. A function returns what the module
    exports, and gets what it imports from those before it."""
    variables = _variables(modules(page))

    def late_import(path: str) -> str:
        given = ", ".join(f'"{each}": {variables[each]}' for each in _from_page(page, path))
        return f'import("{url(f"pack/{page}/{path}")}").then((chunk) => chunk.default({{{given}}}))'

    return _pack(modules(page), variables, late_import).encode()


@cache
def chunk(page: str, path: str) -> bytes:
    """The script of a chunk: its default export gets the page's modules by their paths, and returns what the module
    exports. However often it is called, there is one of each module."""
    own = chunk_modules(page, path)
    shared = _from_page(page, path)
    variables = _variables([*((each, "") for each in shared), *own])

    def late_import(path: str) -> str:
        raise ValueError(f"A chunk cannot import another one: {path}")

    given = "".join(f'const {variables[each]} = page["{each}"];\n' for each in shared)
    texts = words.of_areas(*CHUNK_WORDS.get(path, ()))
    added = f"{variables[_WORDS]}.addWords({json.dumps(texts)});\n" if texts else ""
    packed = f"{given}{added}{_pack(own, variables, late_import)}return {variables[path]};"
    return f"let made;\nexport default (page) => (made = made || (() => {{\n{packed}\n}})());\n".encode()


def _from_page(page: str, path: str) -> list[str]:
    """The paths of the page's modules that a chunk imports."""
    own = chunk_modules(page, path)
    imported = {_resolve(each, found["path"]) for each, source in own for found in _IMPORT.finditer(source)}
    imported |= {_WORDS} if path in CHUNK_WORDS else set()
    return sorted(imported - {each for each, _ in own})


def _variables(found: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The name of the variable that holds each module."""
    return {path: f"$module{number}" for number, (path, _) in enumerate(found)}


def _pack(found: Sequence[tuple[str, str]], variables: dict[str, str], late_import: Callable[[str], str]) -> str:
    """Modules one after the other, each as a function in the variable that holds what it returns."""
    return "".join(
        f"/* {path} */\nconst {variables[path]} = (() => {{\n"
        f"{_as_function(path, source, variables, late_import)}\n}})();\n"
        for path, source in found
    )


def _as_function(path: str, source: str, variables: dict[str, str], late_import: Callable[[str], str]) -> str:
    """The body of the module's function. `late_import` makes the expression that imports a chunk."""
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
    body = _LATE_IMPORT.sub(lambda found: late_import(_resolve(path, found["path"])), body)
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


def _chunk(digest: str, page: str, path: str) -> Response:
    if page not in STYLES or not _has_script(page) or path not in chunks(page):
        abort(404)
    return _send(digest, chunk(page, path), ".js")


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
