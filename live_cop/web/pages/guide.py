"""One page for whoever chairs for the first time: to read in five minutes, or to print and keep beside the laptop."""

from flask import Blueprint

from .. import templating

blueprint = Blueprint("guide", __name__)
#: The things a chair does, in the order in which a meeting needs them.
STEPS = ("open", "welcome", "record", "hopes", "agenda", "round", "wall", "scale", "next", "close")


@blueprint.get("/guide")
def guide() -> str:
    return templating.render("guide", {"urls": {}}, steps=STEPS)
