"""The process that reads pictures: it answers one request, and has little memory and time."""

import subprocess
import sys
import time

import msgspec
import pytest

from live_cop.pictures import worker
from live_cop.pictures.worker import Outcome, Request
from live_cop.web import worker_process

from ..support import photos
from ..support.servers import ROOT


def run(request: Request) -> Outcome:
    given = msgspec.msgpack.encode(request)
    written = worker_process.run(worker_process.command(worker.__name__), given, 60, "a picture")
    return msgspec.msgpack.decode(written, type=Outcome)


def test_it_makes_the_picture_and_the_smaller_ones():
    outcome = run(Request("paint", photos.flip_chart(), [1000, 480]))
    assert [(picture.width, picture.height) for picture in outcome.pictures] == [(2000, 1500), (1000, 750), (480, 360)]
    again = run(Request("scale", outcome.pictures[0].data, [480]))
    assert [picture.width for picture in again.pictures] == [480] and not again.refusal


@pytest.mark.parametrize("file, refusal", [(b"hello", "not_a_picture"), (photos.SVG, "not_a_picture")])
def test_it_says_why_there_is_no_picture(file, refusal):
    assert run(Request("paint", file)) == Outcome(refusal=refusal)


def test_200_million_pixels_of_one_colour_cost_next_to_nothing():
    began = time.monotonic()
    assert run(Request("paint", photos.one_colour_png(20_000, 10_000))) == Outcome(refusal="too_big")
    few = time.monotonic() - began
    began = time.monotonic()
    run(Request("paint", photos.one_colour_png(20, 10)))
    assert few < 3 * (time.monotonic() - began) + 1


def test_an_error_of_the_server_is_told_by_its_class_only():
    given = msgspec.msgpack.encode(Request("fly", b""))
    done = subprocess.run(
        worker_process.command(worker.__name__), input=given, capture_output=True, cwd=ROOT, timeout=60
    )
    assert done.returncode and not done.stdout and done.stderr.decode().strip() == "builtins.KeyError"


def test_it_may_write_no_file_and_has_little_memory():
    code = (
        "import resource; from live_cop import os_limits; from live_cop.pictures import worker\n"
        "os_limits.restrict_worker(worker.MEMORY_BYTES, worker.CPU_SECONDS)\n"
        "names = 'RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE'\n"
        "print([resource.getrlimit(getattr(resource, name))[0] for name in names])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == str([worker.MEMORY_BYTES, worker.CPU_SECONDS, 0])
