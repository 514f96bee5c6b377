"""What a meeting leaves behind: the report in all its forms, and the pictures of its snapshots.

`compile` turns the records of a meeting into a `Report`: everything that the report says, and nothing that it must not
say. `chapters` and `series` make a `Document` of it, and each form in `formats/` knows only the blocks of a document.
Pictures are drawn as SVG, without a browser.
"""
