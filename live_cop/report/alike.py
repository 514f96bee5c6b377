"""People write the same thing in several ways."""


def alike(text: str) -> str:
    """What two texts have in common that differ in case and spaces only."""
    return " ".join(text.casefold().split())
