"""A rehearsal: a whole section of simulated people on a real server, before the real ones come.

It talks to the server as any client does, over HTTP and Socket.IO, and knows nothing of its inside. One process drives
everybody, so that all times are read from one clock.
"""
