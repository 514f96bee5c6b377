"""A rehearsal: many simulated people on a real server, before the real people come.

It uses the server as any client does, over HTTP and Socket.IO, and knows nothing of its internals. One process drives
all of them, so that all times are read from one clock.
"""
