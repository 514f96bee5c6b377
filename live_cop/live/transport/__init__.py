"""Between the records and commands of `sync` and the bytes of a connection: Socket.IO, Engine.IO and WebSocket."""

from ...hidden_modules import hidden_modules

# For a manager of several servers that is not used here, socketio imports redis where that is installed, and with it
# half of OpenTelemetry: a sixth of what a process takes to start.
with hidden_modules("redis", "valkey"):
    import socketio  # noqa: F401
