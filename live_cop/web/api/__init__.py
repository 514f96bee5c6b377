"""JSON calls for programs and for the pages' scripts."""
