"""Letters over TLS, to a mail server whose certificate the test makes itself."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
from aiosmtpd.smtp import AuthResult

from live_cop.live.mail.smtp import MailUnavailable, SmtpConnection
from live_cop.settings import MailServer as Address
from live_cop.words import t

from ...support.mailserver import MailServer


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """A certificate authority that this machine trusts."""
    known = trustme.CA()
    known.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return known


@contextmanager
def mail_server(signer: trustme.CA, name: str) -> Iterator[MailServer]:
    """It wants STARTTLS before anything else, then a password, and shows a certificate for this name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    signer.issue_cert(name).configure_cert(context)

    def known(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"cop", b"secret"), handled=False)

    mails = MailServer(tls_context=context, require_starttls=True, authenticator=known, auth_required=True)
    try:
        yield mails
    finally:
        mails.stop()


def send(mails: MailServer) -> None:
    line = SmtpConnection(Address("127.0.0.1", mails.port, "cop", "secret", "starttls"))
    try:
        line.send("cop@example.org", "ann@example.org", b"Message-ID: <1@x>\r\n\r\nHello\r\n", lambda: True)
    finally:
        line.close()


def test_a_letter_goes_out_over_starttls_and_the_password_with_it(authority):
    with mail_server(authority, "127.0.0.1") as mails:
        send(mails)
        assert mails.to == ["ann@example.org"] and mails.message().get_content() == "Hello\r\n"


@pytest.mark.parametrize("whose", ["of another name", "of a stranger"])
def test_a_certificate_that_does_not_match_is_refused_and_nothing_is_sent(authority, whose):
    signer, name = (authority, "mail.example.org") if whose == "of another name" else (trustme.CA(), "127.0.0.1")
    with mail_server(signer, name) as mails:
        with pytest.raises(MailUnavailable) as told:
            send(mails)
        assert "certificate" in t(f"mail.trouble.{told.value.reason}")
        assert (mails.tries, mails.taken) == ([], [])
