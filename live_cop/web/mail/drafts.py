"""Drafts of a mailing for the chair's own e-mail program, where the server has no mail server. For the chair alone."""

import io
import zipfile

from flask import Blueprint, Response

from ... import words
from ...live import runtime
from ...live.mail.recipients import recipients_of, unique_addresses
from ...meeting.refusal import Refusal
from ...report.formats import email_message
from ...report.formats.email_message import Contents, Envelope
from .. import access, addresses
from ..http.downloads import download
from ..services import services
from . import letters
from .mailing_form import MAX_DRAFTS, checked_mailing, contents_by_recipient, contents_of

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/m/<code>/send/draft.eml")
def draft(code: str) -> Response:
    """One draft for everybody, without recipients: the chair pastes the addresses into BCC.

    Raises Refusal: those of `checked_mailing` and `letters.contents_of`."""
    code, state, _ = access.require_chair(code)
    contents = contents_of(state, checked_mailing(state))
    message = email_message.build_message(contents, Envelope()).as_bytes()
    return download(message, "message/rfc822", f"{words.t('mail.drafts.file')}.eml")


@blueprint.post("/m/<code>/send/drafts.zip")
def drafts(code: str) -> Response:
    """A draft for each recipient, all in one ZIP file.

    Raises Refusal `nobody_to_write_to`, `too_many` for more than `MAX_DRAFTS`, and those of `draft`."""
    code, state, _ = access.require_chair(code)
    wanted = checked_mailing(state)
    recipients = unique_addresses(recipients_of(services().store, wanted.kind, code))
    if not recipients:
        raise Refusal("nobody_to_write_to")
    if len(recipients) > MAX_DRAFTS:
        raise Refusal("too_many")
    base = addresses.base_url()
    contents = contents_by_recipient(state, wanted)
    messages = [(contents(each), letters.envelope_for(each, base)) for each in recipients]
    archive = runtime.in_thread(_zip, messages)
    return download(archive, "application/zip", f"{words.t('mail.drafts.zip')}.zip")


def _zip(messages: list[tuple[Contents, Envelope]]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for n, (contents, envelope) in enumerate(messages, start=1):
            # Numbered and not named after people: file names are seen by others and stored in many places.
            name = f"{words.t('mail.drafts.file')}-{n:03}.eml"
            files.writestr(name, email_message.build_message(contents, envelope).as_bytes())
    return archive.getvalue()
