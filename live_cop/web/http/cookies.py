"""The cookies of one request, and what has been found in them.

They are looked at before a request has its turn, and again by the page or call that it is for. Whether we signed one
takes time to find out, so that is done once.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from wsgiref.types import WSGIEnvironment

from flask import Request
from werkzeug.http import parse_cookie

_KEY = "live_cop.cookies"


class Cookies(dict[str, str]):
    """The first value of each cookie, by its name."""

    def __init__(self, environ: WSGIEnvironment) -> None:
        super().__init__(parse_cookie(environ).to_dict())
        self._checked: dict[str, Any] = {}

    def checked(self, name: str, check: Callable[[str], Any]) -> Any:
        """What `check` finds in a cookie that there is. It is asked once in a request, so each name has one check."""
        if name not in self._checked:
            self._checked[name] = check(self[name])
        return self._checked[name]


def cookies_of(environ: WSGIEnvironment) -> Cookies:
    """The cookies of the request with this environment, the same object each time."""
    if _KEY not in environ:
        environ[_KEY] = Cookies(environ)
    found: Cookies = environ[_KEY]
    return found


class RequestWithCookies(Request):
    """A request that keeps what has been found in its cookies."""

    @cached_property
    def cookies(self) -> Cookies:  # type: ignore[override]
        return cookies_of(self.environ)
