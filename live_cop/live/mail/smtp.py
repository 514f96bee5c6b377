"""One connection to the mail server. It blocks, so it is used in a real thread.

Of what the server answers only the code is passed on ("550 5.1.1"): its text often repeats the address.
"""

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress

from ...settings import MailServer

#: How long the mail server may take for each answer.
TIMEOUT_SECONDS = 30
_ENHANCED = re.compile(rb"^\s*([245]\.\d{1,3}\.\d{1,3})\b")


class MailUnavailable(Exception):
    """No letter can be sent at the moment. `reason` is a key below `mail.trouble` in the catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rejected(Exception):
    """The mail server did not accept this letter. `later`: it may, when asked again."""

    def __init__(self, reason: str, *, later: bool) -> None:
        super().__init__(reason)
        self.reason, self.later = reason, later


class ConnectionLost(Exception):
    """The connection ended before the server had accepted the letter."""


class SmtpConnection:
    """Connected and logged in. Raises MailUnavailable."""

    def __init__(self, server: MailServer) -> None:
        try:
            self._smtp = _connect(server)
        except ssl.SSLCertVerificationError:
            raise MailUnavailable("bad_certificate") from None
        except ssl.SSLError:
            raise MailUnavailable("no_tls") from None
        except (OSError, smtplib.SMTPException):
            raise MailUnavailable("no_answer") from None

    def send(self, sender: str, recipient: str, message: bytes, begin: Callable[[], bool]) -> bool:
        """Sends one letter; True once the server has accepted it. `begin` is called right before the first byte of the
        letter, and may cancel it: then False. Raises Rejected, ConnectionLost and MailUnavailable."""
        try:
            self._accepted(*self._smtp.mail(sender, self._options(message)), "no_sender")
            self._accepted(*self._smtp.rcpt(recipient))
            if not begin():
                self._smtp.rset()
                return False
            self._accepted(*self._smtp.data(message))
        except smtplib.SMTPDataError as error:
            self._accepted(error.smtp_code, error.smtp_error)
            # Acceptance before the letter was sent is none.
            raise ConnectionLost from None
        except (OSError, smtplib.SMTPException):
            # Without the 250 the letter remains ours to send (RFC 5321, 4.5.4).
            raise ConnectionLost from None
        return True

    def close(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    def _options(self, message: bytes) -> list[str]:
        return [f"SIZE={len(message)}"] if self._smtp.has_extn("size") else []

    def _accepted(self, code: int, words: bytes | str, trouble: str = "") -> None:
        """Raises unless the answer is positive. With `trouble` it was not about this letter."""
        if 200 <= code < 300:
            return
        if code == 421 or code < 0:
            # The server closes the connection; this says nothing about the letter.
            raise ConnectionLost
        # The next letter starts from the beginning.
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.rset()
        reason = f"{code} {_enhanced(words)}".strip()
        if trouble and not (code == 552 or "5.3.4" in reason):
            raise MailUnavailable(trouble if code >= 500 else "no_answer")
        raise Rejected(reason, later=code < 500)


def _connect(server: MailServer) -> smtplib.SMTP:
    tls = ssl.create_default_context()
    smtp: smtplib.SMTP
    if server.secure == "tls":
        smtp = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT_SECONDS, context=tls)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.secure == "starttls":
            if not smtp.has_extn("starttls"):
                raise MailUnavailable("no_tls")
            smtp.starttls(context=tls)
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            _log_in(smtp, server)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, server: MailServer) -> None:
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPException:
        # Some servers close the connection on a wrong password, without an answer.
        raise MailUnavailable("no_login") from None


def _enhanced(words: bytes | str) -> str:
    found = _ENHANCED.match(words if isinstance(words, bytes) else words.encode("ascii", "replace"))
    return found[1].decode() if found else ""
