"""Pages and HTTP calls, a folder for each thing that a visitor does."""

from flask import Flask

from .api import meetings, metrics
from .attendance import contacts, own_entry
from .communities import communities
from .http import assets, compress, errors, headers
from .mail import mail
from .pages import guide, links, meeting
from .reports import reports, shared_report

_WITH_BLUEPRINTS = (
    meeting, meetings, own_entry, communities, guide, links, metrics, contacts, shared_report, reports, mail,
)  # fmt: skip


def register(app: Flask) -> None:
    """Adds all pages and calls to the application."""
    assets.register(app)
    for module in _WITH_BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    headers.register(app)
    compress.register(app)
    errors.register(app)
