"""The report link: everybody who has it reads the report, without joining and without a cookie.

The chair makes it while the report is published. It ends when the chair withdraws it, makes a new one, or unpublishes
the report. A link is valid for one publication only (its version is the report's count of publications), so publishing
again does not revive an old link.
"""

from ...meeting.records.report_texts import ReportWords
from ...meeting.refusal import Refusal
from ...meeting.state import State
from ...store.store import Store
from .. import access, addresses
from ..services import save, services

ROLE = "report"


def mint(code: str) -> str:
    """The token of a new link; the old one stops working. Raises Refusal `not_published`."""
    report = _report_words(code)
    if report is None or not report.published:
        raise Refusal("not_published")
    return save(_renew, services().store, code, report.sharings)


def _renew(store: Store, code: str, sharing: int) -> str:
    store.links.revoke(code, ROLE)
    return store.links.create(code, ROLE, "", sharing)


def withdraw(code: str) -> None:
    """Ends the link, if there is one."""
    save(services().store.links.revoke, code, ROLE)


def has_link(code: str) -> bool:
    """Whether this meeting's report has a link that works."""
    report = _report_words(code)
    return report is not None and report.published and services().store.links.has(code, ROLE, report.sharings)


def meeting_of(token: str) -> State | None:
    """The meeting whose report this link shows, or None if the link does not work."""
    grant = services().store.links.find(token)
    if grant is None or grant.role != ROLE:
        return None
    access.bring_home(grant.meeting)
    report = _report_words(grant.meeting)
    if report is None or not report.published or report.sharings != grant.version:
        return None
    return services().hub.state(grant.meeting)


def url(token: str) -> str:
    """The link itself."""
    return f"{addresses.base_url()}/r/{token}"


def _report_words(code: str) -> ReportWords | None:
    state = services().hub.state(code)
    return state.get("report", "report") if state is not None else None
