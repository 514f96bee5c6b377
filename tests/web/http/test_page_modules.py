"""A page's script made of its sources: each module once, after what it imports, and chunks of what is loaded later."""

import re

import pytest

from live_cop.paths import STATIC
from live_cop.web.http import built_scripts, page_modules

PAGES = sorted(path.stem for path in (STATIC / "js" / "pages").glob("*.js"))


@pytest.mark.parametrize("page", PAGES)
def test_a_script_holds_each_module_once_after_its_imports(page):
    text = page_modules.script(page).decode()
    found = [path for path, _ in page_modules.modules(page)]
    assert re.findall(r"^/\* (\S+\.js) \*/$", text, re.MULTILINE) == found
    assert found[-1] == f"js/pages/{page}.js"
    parts = re.split(r"^const \$module\d+ = ", text, flags=re.MULTILINE)[1:]
    for number, (path, part) in enumerate(zip(found, parts, strict=True)):
        # A chunk gets its modules later, when all are there.
        part = re.sub(r"\.then\(\(chunk\) => chunk\.default\(.*?\)\)", "", part)
        assert all(int(used) < number for used in re.findall(r"\$module(\d+)", part)), path
        assert not re.search(r"^\s*(import|export)\b|\bexport\s*\{", part, re.MULTILINE), path


@pytest.mark.parametrize("page", PAGES)
def test_a_script_is_no_module(page):
    """Chromium keeps the compiled code of scripts, and compiles modules each time. `make check-browser` parses them."""
    for text in (page_modules.script(page), built_scripts.script(page).plain()):
        assert text.startswith((b"(() => {", b"(()=>{")) and text.rstrip().endswith(b"})();")


@pytest.mark.parametrize("page", PAGES)
def test_modules_use_only_the_forms_that_become_functions(page):
    """A value that changes after its export, an export by default or a star would be lost."""
    for path, source in page_modules.modules(page):
        if not path.startswith("vendor/"):
            for line in re.findall(r"^(?:import|export)\b.*", source, re.MULTILINE):
                assert re.match(
                    r"(import (\{|\* as \w+ from|\"\.)|export (async function|function|class|const) \w|export \{ )",
                    line,
                ), f"{path}: {line}"
            assert not re.search(r"^await\b", source, re.MULTILINE), path
            late = page_modules._LATE_IMPORT.sub("", page_modules.minified(path, source))
            assert not re.search(r"\bimport(\(|\.meta\b)", late), path


CHUNKS = [(page, path) for page in PAGES for path in sorted(page_modules.chunks(page))]


@pytest.mark.parametrize(("page", "path"), CHUNKS)
def test_a_chunk_holds_only_what_its_page_does_not_have(page, path):
    assert f'import("./{page}/{path}").then(' in page_modules.script(page).decode()
    text = page_modules.chunk(page, path).decode()
    held = re.findall(r"^/\* (\S+\.js) \*/$", text, re.MULTILINE)
    assert held[-1] == path and not set(held) & {each for each, _ in page_modules.modules(page)}
    given = set(re.findall(r'page\["([^"]+)"\]', text))
    assert given <= {each for each, _ in page_modules.modules(page)}
    # Importing the page's script would run it a second time.
    built = built_scripts.chunk(page, path).plain()
    assert b"globalThis.pageParts" in built and b'page.js"' not in built and f'/{page}.js"'.encode() not in built


def test_every_module_is_part_of_some_page():
    used = {path for page in PAGES for path, _ in page_modules.modules(page)}
    used |= {each for page, path in CHUNKS for each, _ in page_modules.chunk_modules(page, path)}
    # The script that a report embeds.
    not_in_pages = {"js/report/replay.js"}
    existing = {str(path.relative_to(STATIC)) for path in (STATIC / "js").rglob("*.js")} - not_in_pages
    assert existing - used == set()
