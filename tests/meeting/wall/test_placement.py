"""The default place of a new note."""

from live_cop.meeting.wall.placement import free_place, grid_side


def test_every_new_note_gets_a_free_place():
    taken: list[tuple[float, float]] = []
    for _ in range(300):
        taken.append(free_place(taken))
    assert len(set(taken)) == 300
    assert all(0 < x < 1 and 0 < y < 1 for x, y in taken)
    assert grid_side(0) == 3
