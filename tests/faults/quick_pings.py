"""The command line, of a server that asks every second whether somebody is still there."""

import flask_socketio

from live_cop.cli import main

start = flask_socketio.SocketIO.__init__


def quickly(self, *args, **options) -> None:
    start(self, *args, **{**options, "ping_interval": 1, "ping_timeout": 1})


flask_socketio.SocketIO.__init__ = quickly
main()
