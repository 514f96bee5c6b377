"""A letter: one message to one person, in plain text and HTML, with what comes along with it. Pure.

What people wrote can put nothing into a header: control signs are taken out, and the library refuses what is left.
"""

import unicodedata
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import Policy
from html import escape
from typing import Any, Literal

from msgspec import Struct

from ...words import t
from .email_body import Body

#: What a mail program shows where it shows styles; all reads well without.
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:1em auto;padding:0 1em}"
    "body{color:#1d2430;background:#fff}"
    "h1,h2,h3,h4{line-height:1.2;margin:1.2em 0 .4em}h1{font-size:1.5em}h2{font-size:1.2em}h3,h4{font-size:1em}"
    "small{color:#545b68}td{padding:.1em 1em .1em 0;vertical-align:top}"
    "hr{border:0;border-top:1px solid #ccc}a{color:#1a5276}"
)


class _UnfoldedHeader(BaseHeader):
    """A header of addresses: the library would write a long one in signs that no mail program reads there."""

    max_count = 1

    @staticmethod
    def parse(value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"] = kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", _UnfoldedHeader)
#: In seven bits, so that every mail server passes it on as it is.
_POLICY = policy.SMTP.clone(cte_type="7bit", header_factory=_headers)


class Attachment(Struct, frozen=True):
    """A file that comes along."""

    kind: Literal["pdf", "ics"]
    #: Of the file, as its reader sees it.
    name: str
    data: bytes


class Contents(Struct, frozen=True):
    """What is the same for everyone who gets it."""

    kind: str
    subject: str
    words: str
    body: Body
    #: Where the report is to be read.
    link: str = ""
    attachments: list[Attachment] = []
    #: Whose list it is, for the line that says why one gets it.
    community: str = ""


class Envelope(Struct, frozen=True):
    """What is one person's own. A draft has no sender, no day and no number: the chair's mail program gives those."""

    name: str = ""
    email: str = ""
    #: The link with which they end it.
    unsubscribe_url: str = ""
    sender: Address | None = None
    message_id: str = ""
    at: int | None = None


def build_message(contents: Contents, envelope: Envelope) -> EmailMessage:
    """The letter to one person."""
    made = EmailMessage(policy=_POLICY)
    made["Subject"] = one_line(contents.subject)
    if envelope.sender:
        made["From"] = envelope.sender
    if envelope.email:
        made["To"] = Address(display_name=one_line(envelope.name), addr_spec=envelope.email)
    if envelope.at is not None:
        made["Date"] = datetime.fromtimestamp(envelope.at / 1000, UTC).replace(microsecond=0)
    if envelope.message_id:
        made["Message-ID"] = envelope.message_id
        made["Auto-Submitted"] = "auto-generated"
        made["Precedence"] = "list"
    else:
        made["X-Unsent"] = "1"
    if envelope.unsubscribe_url:
        made["List-Unsubscribe"] = f"<{one_line(envelope.unsubscribe_url)}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text(contents, envelope))
    made.add_alternative(html(contents, envelope), subtype="html")
    for each in contents.attachments:
        _attach(made, each)
    return made


def text(contents: Contents, envelope: Envelope) -> str:
    """The letter as plain text."""
    parts = [_hello(envelope), *([contents.words] if contents.words else []), *_remarks(contents)]
    parts += [contents.link] if contents.link else []
    foot = [
        _why(contents),
        *(
            [f"{t('mail.letter.stop')}\n{envelope.unsubscribe_url}"]
            if envelope.unsubscribe_url
            else [t("mail.letter.answer")]
        ),
    ]
    # "-- " is where mail programs see the foot begin.
    return "\n\n".join([*parts, "* * *", contents.body.text]) + "\n\n-- \n" + "\n".join(foot) + "\n"


def html(contents: Contents, envelope: Envelope) -> str:
    """The letter as HTML."""
    written = [_hello(envelope), *contents.words.split("\n\n"), *_remarks(contents)]
    parts = ["<br>".join(escape(line) for line in part.split("\n")) for part in written if part.strip()]
    parts += [_link(contents.link, contents.link)] if contents.link else []
    stop = (
        _link(envelope.unsubscribe_url, t("mail.letter.stop_link"))
        if envelope.unsubscribe_url
        else escape(t("mail.letter.answer"))
    )
    above = "\n".join(f"<p dir=auto>{part}</p>" for part in parts)
    foot = f"<p><small>{escape(_why(contents))}<br>{stop}</small></p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(one_line(contents.subject))}</title><style>{_STYLE}</style></head><body>\n"
        f"{above}\n<hr>\n{contents.body.html}\n<hr>\n{foot}\n</body></html>\n"
    )


def one_line(text: str) -> str:
    """Words for a header: without line breaks and other control signs, also such as are written in the code of headers
    (`=?utf-8?q?=0a?=`), which the library would read and write out as they are."""
    plain = "".join(" " if unicodedata.category(ch) in ("Cc", "Zl", "Zp") else ch for ch in text)
    return " ".join(plain.replace("=?", "= ?").split())


def _hello(envelope: Envelope) -> str:
    name = one_line(envelope.name)
    return t("mail.letter.hello", name=name) if name else t("mail.letter.hello_all")


def _remarks(contents: Contents) -> list[str]:
    """What comes along, and where the rest is."""
    found = [t(f"mail.letter.has_{each.kind}") for each in contents.attachments]
    return [*found, *([t("mail.letter.has_link")] if contents.link else [])]


def _why(contents: Contents) -> str:
    office = contents.kind == "recommendations"
    return t("mail.letter.why_office" if office else "mail.letter.why", community=contents.community)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>'


def _attach(made: EmailMessage, file: Attachment) -> None:
    if file.kind == "pdf":
        made.add_attachment(file.data, maintype="application", subtype="pdf", filename=file.name)
    else:
        made.add_attachment(file.data.decode(), subtype="calendar", filename=file.name, params={"method": "PUBLISH"})
