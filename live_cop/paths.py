"""Where templates and static files are: beside the package in a checkout, inside it if a wheel is installed."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def _place(name: str) -> Path:
    packed = PACKAGE / f"_{name}"
    return packed if packed.is_dir() else PACKAGE.parent / name


TEMPLATES = _place("templates")
STATIC = _place("static")
