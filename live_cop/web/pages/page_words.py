"""The words of the live pages: a script for each page and language, which browsers keep until a word changes."""

from flask import Blueprint, Response, abort

from ...words import languages
from ..http import assets
from ..templating import WORDS_APART, words_script, words_url

blueprint = Blueprint("page_words", __name__)


@blueprint.get("/s/<digest>/words/<language>/<page>.js")
@blueprint.get("/s/<digest>/words/<language>/easy/<page>.js", defaults={"easy": True})
def page_words(digest: str, language: str, page: str, easy: bool = False) -> Response:
    """The words under their present hash, or, for a page from before an update, under an old one. `easy`: in easier
    words."""
    if page not in WORDS_APART or language not in languages.languages():
        abort(404)
    address = words_url(page, language, easy)
    return assets.send(words_script(page, language, easy), ".js", is_current=address.startswith(f"/s/{digest}/"))
