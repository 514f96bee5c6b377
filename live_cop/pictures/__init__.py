"""Pictures that people send, as pictures of our own: bytes in, bytes out. Runs in a process of its own only."""
