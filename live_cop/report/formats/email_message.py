"""An e-mail message to one person, in plain text and HTML, with attachments. Pure.

What people wrote cannot inject headers: control characters are removed, and the library refuses what remains.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from email import policy
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import Policy
from html import escape
from typing import Any, Literal

from msgspec import Struct

from ...words import languages, t
from ..theme import Theme
from .email_body import Body, InlinePicture

#: For mail programs that show styles; the message is readable without.
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:1em auto;padding:0 1em}"
    "body{color:#1d2430;background:#fff}"
    "h1,h2,h3,h4{line-height:1.2;margin:1.2em 0 .4em}h1{font-size:1.5em}h2{font-size:1.2em}h3,h4{font-size:1em}"
    "small{color:#545b68}td{padding:.1em 1em .1em 0;vertical-align:top}"
    "img{max-width:100%;height:auto}hr{border:0;border-top:1px solid #ccc}a{color:#1a5276}"
)


#: The content id of the logo, and its largest size in px.
_LOGO_ID, LOGO = "logo", (200.0, 56.0)


class _UnfoldedHeader(BaseHeader):
    """A header with a URL on one line: the library would encode a long one so that no mail program reads it."""

    max_count = 1

    @staticmethod
    def parse(value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"] = kwds["decoded"] = value

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
for _name in ("list-unsubscribe", "list-id"):
    _headers.map_to_type(_name, _UnfoldedHeader)
#: Seven bits, so that every mail server forwards the message unchanged.
_POLICY = policy.SMTP.clone(cte_type="7bit", header_factory=_headers)


class Attachment(Struct, frozen=True):
    """An attached file."""

    kind: Literal["pdf", "ics"]
    #: The file name that the reader sees.
    name: str
    data: bytes
    #: What a calendar does with it (RFC 5546).
    method: Literal["PUBLISH", "CANCEL"] = "PUBLISH"


class Contents(Struct, frozen=True):
    """What is the same for all recipients of a mailing."""

    kind: str
    subject: str
    words: str
    body: Body
    #: The address of the report.
    link: str = ""
    attachments: list[Attachment] = []
    #: The owner of the list, for the line that says why the person receives this.
    community: str = ""
    #: What tells this list of people from all others of the server; "" for none.
    list_key: str = ""
    #: The address to which answers go; "" for the sender's.
    reply_to: str = ""
    #: How the community looks, at the head of the HTML.
    theme: Theme | None = None
    #: The code of the language of everything around the words of people.
    language: str = languages.DEFAULT

    @property
    def pictures(self) -> list[InlinePicture]:
        """The pictures of the HTML, with the logo."""
        logo = [InlinePicture(_LOGO_ID, self.theme.logo)] if self.theme and self.theme.logo else []
        return [*logo, *self.body.pictures]


class Envelope(Struct, frozen=True):
    """What differs for each recipient. A draft has no sender, date or id: the chair's mail program adds them."""

    name: str = ""
    email: str = ""
    #: The link to unsubscribe.
    unsubscribe_url: str = ""
    sender: Address | None = None
    message_id: str = ""
    #: UTC milliseconds.
    at: int | None = None


def _in_its_language(write: Callable[[Contents, Envelope], str]) -> Callable[[Contents, Envelope], str]:
    """Has a part of a message written in the language of the message."""

    def written(contents: Contents, envelope: Envelope) -> str:
        with languages.using(contents.language):
            return write(contents, envelope)

    return written


def build_message(contents: Contents, envelope: Envelope) -> EmailMessage:
    """The message to one person."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = one_line(contents.subject)
    if envelope.sender:
        message["From"] = envelope.sender
    if contents.reply_to:
        message["Reply-To"] = Address(addr_spec=contents.reply_to)
    if envelope.email:
        message["To"] = Address(display_name=one_line(envelope.name), addr_spec=envelope.email)
    if envelope.at is not None:
        message["Date"] = datetime.fromtimestamp(envelope.at / 1000, UTC).replace(microsecond=0)
    if envelope.message_id:
        message["Message-ID"] = envelope.message_id
        message["Auto-Submitted"] = "auto-generated"
        message["Precedence"] = "list"
    else:
        message["X-Unsent"] = "1"
    if contents.list_key and envelope.sender:
        message["List-Id"] = _list_id(contents.list_key, envelope.sender.domain)
    if envelope.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{one_line(envelope.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text(contents, envelope))
    message.add_alternative(html(contents, envelope), subtype="html")
    for picture in contents.pictures:
        shown = message.get_body(("html",))
        assert shown is not None
        shown.add_related(picture.data, "image", "png", cid=f"<{picture.id}>", disposition="inline")
    for each in contents.attachments:
        _attach(message, each)
    return message


@_in_its_language
def text(contents: Contents, envelope: Envelope) -> str:
    """The message as plain text."""
    parts = [_greeting(contents, envelope), *([contents.words] if contents.words else []), *_remarks(contents)]
    parts += [contents.link] if contents.link else []
    foot = [
        _reason(contents),
        *(
            [f"{t('mail.letter.stop')}\n{envelope.unsubscribe_url}"]
            if envelope.unsubscribe_url
            else [t("mail.letter.answer")]
        ),
    ]
    # Mail programs take "-- " for the start of the signature.
    return "\n\n".join([*parts, "_" * 20, contents.body.text]) + "\n\n-- \n" + "\n".join(foot) + "\n"


@_in_its_language
def html(contents: Contents, envelope: Envelope) -> str:
    """The message as HTML."""
    written = [_greeting(contents, envelope), *contents.words.split("\n\n"), *_remarks(contents)]
    parts = ["<br>".join(escape(line) for line in part.split("\n")) for part in written if part.strip()]
    parts += [_link(contents.link, contents.link)] if contents.link else []
    stop = (
        _link(envelope.unsubscribe_url, t("mail.letter.stop_link"))
        if envelope.unsubscribe_url
        else escape(t("mail.letter.answer"))
    )
    language = languages.current()
    head = _head(contents.theme) if contents.theme else ""
    above = head + "\n".join(f"<p dir=auto>{part}</p>" for part in parts)
    foot = f"<p><small>{escape(_reason(contents))}<br>{stop}</small></p>"
    return (
        f'<!doctype html>\n<html lang="{language.code}" dir="{language.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(one_line(contents.subject))}</title><style>{_STYLE}{_theme_style(contents.theme)}</style></head><body>\n"
        f"{above}\n<hr>\n{contents.body.html}\n<hr>\n{foot}\n</body></html>\n"
    )


def _head(theme: Theme) -> str:
    """The logo of the community, and a line in its colour."""
    parts = []
    if theme.logo:
        width, height = theme.logo_size(*LOGO)
        size = f'width="{width:.0f}" height="{height:.0f}"'
        parts.append(f'<p><img src="cid:{_LOGO_ID}" {size} alt="{escape(one_line(theme.name))}"></p>')
    if theme.shades:
        parts.append(f'<hr style="border-top:4px solid {theme.shades.light.shape}">')
    return "".join(f"{part}\n" for part in parts)


def _theme_style(theme: Theme | None) -> str:
    return f"a{{color:{theme.shades.light.words}}}" if theme and theme.shades else ""


def html_alone(contents: Contents, envelope: Envelope) -> str:
    """The message as HTML with the pictures inside, for a page that shows what people get."""
    shown = html(contents, envelope)
    for each in contents.pictures:
        data = base64.b64encode(each.data).decode()
        shown = shown.replace(f'src="cid:{each.id}"', f'src="data:image/png;base64,{data}"')
    return shown


def one_line(text: str) -> str:
    """Text for a header, without line breaks and other control characters.

    Encoded words (`=?utf-8?q?=0a?=`) are broken up too, since the library would decode them."""
    plain = "".join(" " if unicodedata.category(ch) in ("Cc", "Zl", "Zp") else ch for ch in text)
    return " ".join(plain.replace("=?", "= ?").split())


def _greeting(contents: Contents, envelope: Envelope) -> str:
    """Members are greeted as one greets each other at the meeting, decision-makers as in a letter."""
    name, office = one_line(envelope.name), "_office" if contents.kind == "recommendations" else ""
    return t(f"mail.letter.hello{office}", name=name) if name else t(f"mail.letter.hello_all{office}")


def _list_id(key: str, domain: str) -> str:
    """The name of the list of people (RFC 2919), by which mail programs sort. It tells nothing of the key."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:16]}.{domain}>"


def _remarks(contents: Contents) -> list[str]:
    """Sentences about the attachments and the link."""
    removes = "_cancel" if any(each.method == "CANCEL" for each in contents.attachments) else ""
    sentences = [t(f"mail.letter.has_{each.kind}{removes}") for each in contents.attachments]
    return [*sentences, *([t("mail.letter.has_link")] if contents.link else [])]


def _reason(contents: Contents) -> str:
    to_deciders = contents.kind == "recommendations"
    return t("mail.letter.why_office" if to_deciders else "mail.letter.why", community=contents.community)


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>'


def _attach(message: EmailMessage, file: Attachment) -> None:
    if file.kind == "pdf":
        message.add_attachment(file.data, maintype="application", subtype="pdf", filename=file.name)
    else:
        message.add_attachment(
            file.data.decode(), subtype="calendar", filename=file.name, params={"method": file.method}
        )
