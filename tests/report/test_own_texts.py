"""What a meeting has from the start is in the language of the report, in snapshots too, until somebody changes it."""

import pytest

from live_cop.report.compile import compile
from live_cop.report.own_texts import in_own_language
from live_cop.words import catalogue, languages, shown_name, t
from live_cop.words.languages import using

from ..meeting.breakouts.breakout_helpers import two_groups, viewer, wall_of
from ..meeting.room import CHAIR, Room

pytestmark = pytest.mark.skipif("de" not in languages.languages(), reason="there are no German words")


def test_only_what_nobody_has_changed_is_shown_in_the_language_of_the_report():
    room = Room("solution")
    section = next(id for id, each in room.state.of_kind("section").items() if each.title == "Progress")
    room.do(CHAIR, "section.edit", section=section, title="Where we are")
    room.do(CHAIR, "snapshot.take")
    german = catalogue("de")
    with using("de"):
        report = compile(in_own_language(room.state), room.now)
    titles = [each.title for each in report.agenda]
    assert german["orders.part.best_hopes"] in titles and "Best hopes" not in titles
    assert "Where we are" in titles
    assert [each.title for each in compile(in_own_language(room.state), room.now).agenda][1] == "Best hopes"


def test_the_walls_of_small_groups_are_called_by_their_number_in_the_language_of_the_report():
    room, one, two = two_groups()
    room.note(viewer(one), zone=wall_of(room, one))
    room.do(CHAIR, "zone.edit", zone=wall_of(room, two), title="Group of two")
    room.note(viewer(two), zone=wall_of(room, two))
    with using("de"):
        state = in_own_language(room.state)
    titles = {zone.title for zone in state.of_kind("zone").values()}
    assert {"Gruppe 1", "Group of two"} <= titles and "Group 1" not in titles
    assert "Gruppe 1" in {team.title for team in state.of_kind("team").values()}


def test_people_who_gave_no_name_are_called_in_the_language_of_the_report():
    room = Room("solution")
    step = room.do(CHAIR, "step.add", what="Ring the housing office")["step"]
    room.do(CHAIR, "step.offer", step=step)
    (stored,) = room.state.get("step", step).who
    with using("de"):
        (shown,) = compile(in_own_language(room.state), room.now).steps[0].who
        colour, animal = stored.lower().split()
        pair = {"colour": t(f"marker.colour.{colour}"), "animal": t(f"marker.animal.{animal}")}
        assert shown == t("marker.pair", **pair) != stored
        assert shown_name("Guest chair 2") == t("marker.guest_chair", n=2)
        assert [shown_name(name) for name in ("Amber Smith", "Ann", "Guest")] == ["Amber Smith", "Ann", "Guest"]
