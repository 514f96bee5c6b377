"""The rules of a meeting, and nothing else.

A meeting is a set of small records, each with the revision at which it last changed. `decide` takes the records, a
command, the actor who gave it and the current time, and returns the records that change, or raises a Refusal. Nothing
in this package knows about sockets, disks, clocks or web pages, so every rule can be tested without a server.
"""
