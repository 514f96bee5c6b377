"""What may stand in XML, of which pictures, Word files and workbooks are made."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_control(text: str) -> str:
    """The text with the replacement sign for characters that no XML file may hold (XML 1.0, section 2.2)."""
    return _NOT_IN_XML.sub("\ufffd", text)
