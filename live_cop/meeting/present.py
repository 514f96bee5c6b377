"""The part of the agenda that is on: what almost every room of the meeting asks for."""

from collections.abc import Mapping

from .records import Section


def present(sections: Mapping[str, Section]) -> str | None:
    """The id of the section that is on now."""
    return next((id for id, section in sections.items() if section.state == "now"), None)
