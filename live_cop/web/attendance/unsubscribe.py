"""The page by which people stop e-mails: each e-mail links to it, and mail programs may call it themselves."""

from flask import Blueprint

from ...meeting.refusal import Refusal
from ...words import t
from .. import templating
from ..services import save, services

blueprint = Blueprint("unsubscribe", __name__)


@blueprint.get("/u/<token>")
def confirm(token: str) -> str:
    """Only asks, because mail programs and virus scanners open every link that passes through them.

    Raises Refusal `no_entry`."""
    if not services().store.attendance.is_unsubscribe_token(token):
        raise Refusal("no_entry")
    return templating.render(
        "plain",
        {"urls": {}},
        title=t("attendance.stop.title"),
        about=t("attendance.stop.about"),
        button="attendance.stop.button",
    )


@blueprint.post("/u/<token>")
def unsubscribe(token: str) -> str:
    """Withdraws the permission to send e-mails; the entry stays. Mail programs offer this as a one-click unsubscribe
    (RFC 8058). Raises Refusal `no_entry`."""
    if not save(services().store.attendance.unsubscribe, token):
        raise Refusal("no_entry")
    return templating.render(
        "plain", {"urls": {}}, title=t("attendance.stop.done"), about=t("attendance.stop.done_about"), button=""
    )
