"""The name of a time zone, as in the IANA database ("Europe/London").

Which zones there are changes every year, so only the form of a name is checked here. Where times are written, a name
that the server does not know counts as none.
"""

import re

from ..refusal import Refusal

#: The longest name in the database has 38 characters.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(?:/[A-Za-z0-9_+\-]+){0,3}")
_LENGTH = 64


def time_zone(name: str) -> str:
    """The name; "" for none. Raises Refusal `bad_time_zone` for what cannot be one."""
    if name and (len(name) > _LENGTH or not _NAME.fullmatch(name)):
        raise Refusal("bad_time_zone")
    return name
