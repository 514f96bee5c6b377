"""Every address of the application is documented in docs/protocol.md."""

import re
from pathlib import Path


def test_every_address_is_in_the_documentation(app):
    page = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text()
    for rule in app.url_map.iter_rules():
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            for address in addresses(rule.rule):
                assert address.startswith("/s/") or f"`{method} {address}" in page, f"{method} {address}"


def addresses(rule: str) -> list[str]:
    """The rule as it is documented: one address for each value of an `any` converter."""
    if found := re.search(r"<any\(([\w,.']+)\):\w+>", rule):
        return [
            each for form in found[1].replace("'", "").split(",") for each in addresses(rule.replace(found[0], form, 1))
        ]
    return [re.sub(r"<\w+:", "<", rule)]
