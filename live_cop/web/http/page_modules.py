"""The script of a page made of its sources, as one script with a function for each of its modules.

In the repository scripts are plain files that import each other by relative path. A browser would need a round trip
for each step of these imports, so they are sent together, each after those that it imports. What few people need, and
not at once, is imported where it is needed, with `() => import("./x.js")`. Such a module is a chunk of its own, with
what only it imports; what the page has already, it gets from the page.

This is what a checkout serves while its scripts are being changed; otherwise there are smaller ones (built_scripts.py).
"""

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import PurePosixPath

from ...paths import STATIC

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
#: Without it, what a page loads is 5 % smaller, compressed. Inside templates, htm drops it anyway.
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
#: Comments on lines of their own. Those beside code stay: only a parser can tell them from string literals.
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)
#: A type beside code, such as that of a parameter.
_TYPE = re.compile(r"/\*\* @(?:type|param|returns)\b[^*\n]*\*/ ?")


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


@cache
def sources(page: str) -> list[tuple[str, str]]:
    """All modules that the page and its chunks are made of as (path, source), sorted by their paths."""
    found = dict(modules(page))
    for path in chunks(page):
        found |= chunk_modules(page, path)
    return sorted(found.items())


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
    """The page's script: a function returns what its module exports, and gets what it imports from those before it."""
    variables = _variables(modules(page))

    def late_import(path: str) -> str:
        given = ", ".join(f'"{each}": {variables[each]}' for each in _from_page(page, path))
        return f'import("./{page}/{path}").then((chunk) => chunk.default({{{given}}}))'

    packed = _pack(modules(page), variables, late_import)
    return f'(() => {{\n"use strict";\n{packed}}})();\n'.encode()


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
    packed = f"{given}{_pack(own, variables, late_import)}return {variables[path]};"
    return f"let made;\nexport default (page) => (made = made || (() => {{\n{packed}\n}})());\n".encode()


def _from_page(page: str, path: str) -> list[str]:
    """The paths of the page's modules that a chunk imports."""
    own = chunk_modules(page, path)
    imported = {_resolve(each, found["path"]) for each, source in own for found in _IMPORT.finditer(source)}
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


def _resolve(path: str, relative: str) -> str:
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
