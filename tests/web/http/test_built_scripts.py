"""The scripts in static/built/ are those of the sources beside them."""

import pytest

from live_cop.web.http import built_scripts, page_modules

from .test_page_modules import PAGES

AGAIN = "the scripts of this page have changed since static/built/ was made: run `make build`, and commit static/built/"


@pytest.mark.parametrize("page", PAGES)
def test_the_built_scripts_are_those_of_the_sources(page):
    """What was built is compared with what is built anew in `make check-browser`, which needs Node.js."""
    assert built_scripts.digest(page), AGAIN
    assert built_scripts.script(page)
    assert all(built_scripts.chunk(page, path) for path in page_modules.chunks(page))


def test_nothing_else_is_there():
    made = {f"{page}.json" for page in PAGES}
    for page in PAGES:
        scripts = [f"{page}.js", *(f"{page}/{path}" for path in page_modules.chunks(page))]
        made |= {f"{script}.{encoding}" for script in scripts for encoding in ("br", "gz")}
    there = [path for path in built_scripts.FOLDER.rglob("*") if path.is_file()]
    assert {path.relative_to(built_scripts.FOLDER).as_posix() for path in there} == made, AGAIN
