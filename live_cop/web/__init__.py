"""The pages and HTTP calls, a folder for each thing that a visitor does."""

from flask import Flask

from ..meeting.state import State
from .api import meetings, monitoring
from .attendance import contacts, own_entry, unsubscribe
from .communities import communities, series_report, theme_form
from .host import orders, page, sign_in
from .http import assets, compress, errors, headers, language, origin
from .mail import drafts, mailing_form, sending
from .pages import agenda, home, links, meeting, page_words
from .pages import language as language_choice
from .photos import files, paper_notes, photos, showing, slides
from .reports import report, report_worker, shared_report, snapshots

_WITH_BLUEPRINTS = (
    *(home, language_choice, meeting, agenda, links, page_words, meetings, monitoring, orders, page, sign_in),
    *(own_entry, unsubscribe, contacts, communities, series_report, theme_form),
    *(photos, paper_notes, files, slides),
    *(report, shared_report, snapshots, mailing_form, sending, drafts),
)


def on_erased(meeting: str, state: State | None) -> None:
    """Drops from memory what was made of a meeting of which something was erased; `state` is what is left of it."""
    report_worker.on_erased(meeting)
    showing.on_erased(meeting, state)


def register(app: Flask) -> None:
    """Adds all pages and calls to the application."""
    assets.register(app)
    for module in _WITH_BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    headers.register(app)
    # Before what may refuse a request.
    language.register(app)
    origin.register(app)
    compress.register(app)
    errors.register(app)
