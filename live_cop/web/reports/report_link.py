"""The link for everyone: whoever has it reads the report, without joining and without a cookie.

The chair makes it while the report is shared. It ends when the chair withdraws it, makes a new one, or stops sharing: a
link is good for one sharing (its version), so sharing again brings no old link back.
"""

from ...meeting.records.report_texts import ReportWords
from ...meeting.refusal import Refusal
from ...meeting.state import State
from .. import addresses
from ..services import services

ROLE = "report"


def mint(code: str) -> str:
    """The token of a new link. Raises Refusal `not_published`."""
    words = _words(code)
    if words is None or not words.published:
        raise Refusal("not_published")
    services().store.revoke_links(code, ROLE)
    return services().store.create_link(code, ROLE, "", words.sharings)


def withdraw(code: str) -> None:
    """Ends the link, where there is one."""
    services().store.revoke_links(code, ROLE)


def has_link(code: str) -> bool:
    """Whether there is a link that works."""
    words = _words(code)
    return words is not None and words.published and services().store.has_link(code, ROLE, words.sharings)


def opened(token: str) -> State | None:
    """The meeting whose report this link shows, or None for a link that shows nothing."""
    grant = services().store.find_grant(token)
    if grant is None or grant.role != ROLE:
        return None
    words = _words(grant.meeting)
    if words is None or not words.published or words.sharings != grant.version:
        return None
    return services().hub.state(grant.meeting)


def url(token: str) -> str:
    """The link itself."""
    return f"{addresses.base_url()}/r/{token}"


def _words(code: str) -> ReportWords | None:
    state = services().hub.state(code)
    return state.get("report", "report") if state is not None else None
