"""How a community looks, as far as a report shows it: its name, its accent colour and its logo."""

import base64

from msgspec import Struct

from .accent import Accent, accent_of


class Theme(Struct, frozen=True):
    """The theme of a community. Without an accent colour (""), the usual colours are used; without a logo, none."""

    name: str
    accent: str = ""
    #: A PNG file of our own, its size in pixels and its address by content.
    logo: bytes = b""
    width: int = 0
    height: int = 0
    digest: str = ""

    @property
    def shades(self) -> Accent | None:
        """The colours that follow from the accent colour, or None for the usual ones."""
        return accent_of(self.accent) if self.accent else None

    @property
    def version(self) -> tuple[str, str, str]:
        """What tells it from every other theme."""
        return self.name, self.accent, self.digest

    @property
    def logo_url(self) -> str:
        """An address that contains the logo, or ""."""
        return f"data:image/png;base64,{base64.b64encode(self.logo).decode()}" if self.logo else ""

    def logo_size(self, width: float, height: float) -> tuple[float, float]:
        """The size of the logo in a place of this size, which it fills in one direction."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale
