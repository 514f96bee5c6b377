"""The language of a page: the one that was chosen in this browser, else the first that it wishes for, else the
meeting's. And whether the page is easy to read: larger letters, fewer things at once, easier words.

The choices are cookies that name a language, or say "easy", and nothing else, so that they last on the device and
identify nobody.
"""

from urllib.parse import urlencode

from flask import Flask, g, request

from ...words import languages

COOKIE = "language"
READING_COOKIE = "reading"
EASY = "easy"
#: The pages that have no easy form: what everybody sees together, and the console.
_NEVER_EASY = frozenset(("board", "chair"))


def register(app: Flask) -> None:
    """Has everything that a request answers written in the language of its browser."""

    @app.before_request
    def choose() -> None:
        chosen = request.cookies.get(COOKIE, "")
        wished = languages.best_of(request.accept_languages.values())
        g.wished = chosen if chosen in languages.languages() else wished
        languages.switch(g.wished or languages.DEFAULT)

    @app.teardown_request
    def forget(error: BaseException | None) -> None:
        languages.switch(languages.DEFAULT)


def default_to(language: str) -> None:
    """Writes the answer in this language, that of the meeting, if the browser wishes for none that we have."""
    if g.wished is None:
        languages.switch(language)


def language_page() -> str:
    """The address at which a language is chosen, which leads back to this page; not to one whose address is a secret,
    since what follows a `?` is in the logs of proxies."""
    if request.method != "GET" or "token" in (request.view_args or {}):
        return "/language"
    return f"/language?{urlencode({'there': request.full_path.rstrip('?')})}"


def is_easy(page: str) -> bool:
    """Whether this page is to be easy to read for whoever asks for it now."""
    return page not in _NEVER_EASY and request.cookies.get(READING_COOKIE) == EASY
