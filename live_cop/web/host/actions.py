"""What a host does to meetings and communities: beside a running server, or while there is none."""

from collections.abc import Callable

from ...live.sync.hub import Hub
from ...meeting.refusal import Refusal
from ...meeting.safety.chair_link import MeetingHostLink
from ..http.identity import ROLES, new_person

#: end_connections(code, role): ends the live connections of a role.
EndConnections = Callable[[str, str], None]


def delete_meeting(hub: Hub, end_connections: EndConnections, code: str) -> None:
    """Deletes a meeting and all that was in it, also while people are in it. Raises Refusal `unknown_meeting`."""
    if hub.state(code) is None:
        raise Refusal("unknown_meeting")
    store = hub.store
    hub.run_alone_in_writer(store.delete_meeting, code, then=lambda _: hub.forget_deleted(code))
    for role in ROLES:
        end_connections(code, role)
    while hub.run_in_writer(store.purge_piece, code):
        pass


def make_chair_link(hub: Hub, code: str) -> str:
    """The token of a new link for the chair. Whoever opens it can take the chair; until then the present chair has it.
    The chair sees in the log that there is such a link. Raises Refusal `unknown_meeting`."""
    if hub.state(code) is None:
        raise Refusal("unknown_meeting")
    # Before the link, so that there is none of which the log says nothing.
    hub.submit_system_and_wait(code, MeetingHostLink())
    token = hub.run_in_writer(hub.store.links.create_next, code, "chair", new_person())
    hub.let_go(code)
    return token


def delete_community(hub: Hub, id: str) -> None:
    """Deletes a community with its lists of people; its meetings stay. Raises Refusal `unknown_community`."""
    if not hub.run_in_writer(hub.store.delete_community, id):
        raise Refusal("unknown_community")


def renew_community_link(hub: Hub, id: str) -> str:
    """The token of a new link for a community; the old one, and whoever came by it, loses access at once. Raises
    Refusal `unknown_community`."""
    if hub.store.communities.by_id(id) is None:
        raise Refusal("unknown_community")
    return hub.run_in_writer(hub.store.communities.renew_link, id)
