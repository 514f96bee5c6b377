"""A meeting in a hub over a real store, in this process, and a disk that fails when it is told to."""

from live_cop.live import runtime
from live_cop.live.sync import loaded_meetings
from live_cop.live.sync.hub import Hub
from live_cop.meeting.audience import Viewer
from live_cop.store.store import Store

CODE = "K7M3QX"
CHAIR, ANN = Viewer("chair1", "chair"), Viewer("ann", "participant")


class Disk(Store):
    """A store that fails when it is told to, and counts its transactions."""

    broken: Exception | None = None
    batches: list[int]

    def commit(self, batch, fences=None):
        if self.broken:
            raise self.broken
        super().commit(batch, fences)
        self.__dict__.setdefault("batches", []).append(len(batch))


def note(hub: Hub, text: str, id: str = "") -> dict:
    zone = next(iter(hub.state(CODE).of_kind("zone")))
    return hub.submit_and_wait(CODE, ANN, {"id": id or text, "name": "note.add", "args": {"zone": zone, "text": text}})


def texts(hub: Hub) -> list[str]:
    return [note.text for note in hub.state(CODE).of_kind("note").values()]


def close(hub: Hub, id: str = "close") -> dict:
    return hub.submit_and_wait(CODE, CHAIR, {"id": id, "name": "meeting.close"})


def between_batches(hub: Hub, work) -> None:
    """Runs this between two batches, and waits for it."""
    done = runtime.Event()
    hub.run_between_batches(lambda: (work(), done.send()))
    done.wait()


def leave_memory(hub: Hub, monkeypatch) -> None:
    """Lets time pass until idle meetings leave memory."""
    with monkeypatch.context() as patch:
        patch.setattr(loaded_meetings, "IDLE_SECONDS", -1)
        between_batches(hub, hub.forget_idle)
