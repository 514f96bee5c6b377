"""The library of questions that comes with live_cop, out of the catalogue of words."""

from collections.abc import Iterator

from . import LANGUAGE, catalogue


def library(language: str = LANGUAGE) -> Iterator[tuple[str, str]]:
    """Each question's group and its text, in the order of the file."""
    for key, text in catalogue(language).items():
        area, *rest = key.split(".")
        if area == "questions":
            yield rest[0], text
