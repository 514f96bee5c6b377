"""The host of the server has made a new link for the chair: the chair must see that somebody may come and take over."""

from typing import ClassVar

from ..action_log import LogDetails, write_entry
from ..command import BySystem
from ..draft import Draft, Rules


class MeetingHostLink(BySystem, frozen=True, kw_only=True):
    """The host made a link, because the chair's own was lost. Nobody else can tell the log."""

    name: ClassVar[str] = "meeting.host_link"


def log_link(draft: Draft, command: MeetingHostLink) -> None:
    write_entry(draft, command, LogDetails("chair"))


RULES: Rules = {MeetingHostLink: log_link}
