"""The words of the live pages: a script for each page and language, which browsers keep until a word changes; and the
names of time zones, which few pages need, and only when somebody chooses one."""

from functools import cache
from zoneinfo import available_timezones

from flask import Blueprint, Response, abort

from ...live import runtime
from ...report.dates import city_of
from ...words import languages
from ..http import assets, json
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


@blueprint.get("/api/time-zones")
def time_zones() -> Response:
    """The city of each time zone that is that of one, in the language of the request."""
    # The first time in a language it takes a tenth of a second.
    return json.answer(runtime.in_thread(_cities, languages.current().code))


@cache
def _cities(language: str) -> dict[str, str]:
    with languages.using(language):
        return {zone: city for zone in sorted(available_timezones()) if (city := city_of(zone))}
