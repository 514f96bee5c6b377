"""What is in memory while people meet: the queue of commands, who is connected, and what each screen was last sent.

Inside, `runtime` <- `transport` <- `sync` <- `follow` <- `socketio_events`, and `mail` beside them.
"""
