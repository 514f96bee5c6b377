"""The language of a page: the one that was chosen in this browser, else the first that it wishes for, else the
meeting's.

The choice is a cookie that names a language and nothing else, so that it lasts on the device and identifies nobody.
"""

from urllib.parse import urlencode

from flask import Flask, g, request

from ...words import languages

COOKIE = "language"


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
