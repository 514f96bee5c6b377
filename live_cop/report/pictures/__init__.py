"""Pictures drawn as SVG, without a browser.

Each module has the same functions for its subject: `picture_of` (a picture for a document), `drawing_of` (a piece to
put into another picture) and `describe` (the same in words).
"""
