"""The way to the process that has a meeting, where several share the work.

A proxy in front of them leads each request by the code in its address, or in `?m=` where the path has none. Where that
process does not have the meeting, because another one took it over, the answer leads to that one by its name in `?at=`.
So whoever the proxy sends where: nobody is told anything by a process that does not own the meeting, and everybody
finds the one that does.
"""

from urllib.parse import quote, urlencode

from flask import request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from ...store.leases import Elsewhere


class Rerouted(Exception):
    """This request is about the meeting with this code, which its address does not say."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


def reroute(error: Rerouted) -> Response:
    """The same address, with the code of the meeting."""
    return _lead_to(m=error.code)


def lead_to_owner(error: Elsewhere) -> Response | None:
    """The same address at the process that has the meeting; None where the request was led there already, and came
    here because that process is gone, or the proxy does not know it."""
    return None if request.args.get("at") == error.owner else _lead_to(at=error.owner)


def _lead_to(**changes: str) -> Response:
    kept = [each for each in request.args.items(multi=True) if each[0] not in changes]
    # One slash: with two it would be the address of another server.
    path = "/" + quote(request.path).lstrip("/")
    return redirect(f"{path}?{urlencode([*kept, *changes.items()])}", 307)
