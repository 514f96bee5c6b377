"""The running orders with which a meeting can start."""

import pytest

from live_cop.meeting.agenda.running_orders import RUNNING_ORDERS

from ..room import ANN, CHAIR, Room, showing


def test_both_running_orders_last_about_two_hours():
    totals = {name: sum(s.minutes for s in order.sections) for name, order in RUNNING_ORDERS.items()}
    assert totals == {"standing": 100, "solution": 120, "blank": 60}
    assert [s.minutes for s in RUNNING_ORDERS["standing"].sections][2:4] == [20, 20]
    assert len(RUNNING_ORDERS["solution"].sections) == 13


@pytest.mark.parametrize("order", ["standing", "solution"])
def test_each_section_of_a_running_order_shows_the_board_view_of_its_kind(order):
    room = Room(order)
    room.note(ANN)
    shown = []
    for section in RUNNING_ORDERS[order].sections:
        room.do(CHAIR, "agenda.next" if shown else "agenda.start")
        shown.append((section.kind, showing(room)))
    own = {"round": "round", "scaling": "scale"} | {
        kind: kind for kind in ("welcome", "presentation", "closing", "steps")
    }
    assert shown == [(kind, own.get(kind, "wall")) for kind, _ in shown]
    assert {"welcome", "round", "presentation", "discussion", "closing"} <= {kind for kind, _ in shown}
