"""Paper notes are found in rendered photographs of walls.

The whole measurement, on 96 pictures, is `python -m scripts.paper_walls measure`."""

import numpy as np
import pytest
from PIL import Image

from live_cop.pictures import paper_notes

from ..support.thorough import first


@pytest.mark.parametrize(
    ("wall", "condition"),
    first(1, [("cork", "dim"), ("plaster", "clean"), ("whiteboard", "lines"), ("brown", "touching")]),
)
@pytest.mark.slow
def test_nearly_every_note_of_a_wall_is_found(wall: str, condition: str) -> None:
    pytest.importorskip("cv2")
    walls = pytest.importorskip("scripts.paper_walls")
    rendered = walls.render(wall, condition, 1)
    score = walls.Score()
    score.add(rendered, [np.array(quad, np.float32) for quad in paper_notes.find(Image.fromarray(rendered.picture))])
    assert score.notes >= 6
    assert score.recall() >= 0.9
    assert score.precision() >= 0.9


@pytest.mark.parametrize("size", [(1, 1), (2000, 3), (3, 2000), (640, 480)])
def test_nothing_is_found_where_nothing_is(size: tuple[int, int]) -> None:
    assert paper_notes.find(Image.new("RGB", size, "white")) == []


def test_without_opencv_nothing_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_notes, "find_spec", lambda name: None)
    assert not paper_notes.can_find()
    assert paper_notes.find(Image.new("RGB", (640, 480), "white")) == []
