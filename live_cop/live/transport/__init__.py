"""Between the records and commands of `sync` and the bytes of a connection: Socket.IO, Engine.IO and WebSocket."""

from ...hidden_modules import hidden_modules

# For a manager of several servers that is not used here, socketio imports redis where that is installed, and with it
# half of OpenTelemetry; and requests, with which a client would poll. Both would take a third of the time until a
# process serves.
with hidden_modules("redis", "valkey", "requests"):
    import socketio  # noqa: F401
