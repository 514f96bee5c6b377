"""The command line, of a server that asks every second whether somebody is still there, and waits no longer for who has
not begun."""

import flask_socketio

from live_cop.cli import main
from live_cop.live.transport import message_reader

start = flask_socketio.SocketIO.__init__


def quickly(self, *args, **options) -> None:
    start(self, *args, **{**options, "ping_interval": 1, "ping_timeout": 1})


flask_socketio.SocketIO.__init__ = quickly
message_reader.SILENT_SECONDS = 2.0
main()
