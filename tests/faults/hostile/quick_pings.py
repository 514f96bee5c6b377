"""The command line for a server that pings every second, and waits no longer than that for clients that send nothing.
A separate process runs it, so it is a file of its own."""

import flask_socketio

from live_cop.live.transport import message_reader
from tests.support.without_delays import main

start = flask_socketio.SocketIO.__init__


def quickly(self, *args, **options) -> None:
    start(self, *args, **{**options, "ping_interval": 1, "ping_timeout": 1})


flask_socketio.SocketIO.__init__ = quickly
message_reader.SILENT_SECONDS = 2.0
main()
