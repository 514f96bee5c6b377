"""A real mail server on this machine that takes letters, refuses, puts off and hangs up as a test wants."""

import email
import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from .servers import free_port


class MailServer:
    """`answers` may hold for an address what it is answered at RCPT; `hook` is called with each letter before it is
    taken, and may answer instead."""

    def __init__(self, **options: Any) -> None:
        self.taken: list[tuple[str, bytes]] = []
        self.tries: list[str] = []
        self.answers: dict[str, str] = {}
        self.hook: Callable[[str], str | None] = lambda to: None
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()
        self.url = f"smtp://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._controller.stop(no_assert=True)

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:
        self.tries.append(address)
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        [to] = envelope.rcpt_tos
        answer = self.hook(to)
        if answer == "hang up":
            server.transport.abort()
            return "451 never read"
        if answer:
            return answer
        self.taken.append((to, envelope.original_content))
        return "250 OK"

    @property
    def to(self) -> list[str]:
        """To whom letters were taken, in their order."""
        return [to for to, _ in self.taken]

    def message(self, n: int = -1) -> EmailMessage:
        """A letter as a mail program reads it."""
        return email.message_from_bytes(self.taken[n][1], policy=policy.default)

    @property
    def numbers(self) -> list[str]:
        """The Message-IDs that were taken."""
        return [re.search(rb"(?im)^message-id:\s*(\S+)", data)[1].decode() for _, data in self.taken]
