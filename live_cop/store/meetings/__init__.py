"""A meeting as rows: written by `commit`, read by `load`."""
