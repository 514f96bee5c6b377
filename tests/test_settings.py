"""Settings are read from the environment and from options, and a wrong one is one sentence."""

import pytest

from live_cop.settings import Settings, from_environment, mail_server, sender

from .support.servers import ROOT, run_cli


def test_options_take_precedence_over_the_environment():
    environment = {"LIVE_COP_PORT": "9000", "LIVE_COP_HOST": "0.0.0.0", "LIVE_COP_PUBLIC_URL": "https://a.example/"}
    settings = from_environment(environment, port=9001, host=None)
    assert (settings.port, settings.host, settings.public_url) == (9001, "0.0.0.0", "https://a.example")
    # As the demo gives them: without what an environment may hold.
    assert from_environment({"LIVE_COP_PUBLIC_URL": "https://a.example"}, public_url="").public_url == ""


def test_an_empty_variable_counts_as_not_set():
    assert from_environment({"LIVE_COP_PORT": "", "LIVE_COP_HOST_KEY": ""}) == Settings()


@pytest.mark.parametrize(
    ("url", "about"),
    [
        ("https://example.org/cop", "must not have a path (/cop)"),
        ("https://example.org/cop/", "must not have a path (/cop)"),
        ("cop.example.org", "must be an address"),
        ("ftp://cop.example.org", "must be an address"),
        ("https://", "must be an address"),
        ("https://cop.example.org?x", "must be an address"),
        ("https://user@cop.example.org", "must be an address"),
        ("https://cop.example.org:99999", "must be an address"),
    ],
)
def test_a_public_address_is_one_with_which_links_can_begin(url, about):
    with pytest.raises(ValueError, match=about.replace("(", r"\(").replace(")", r"\)")):
        from_environment({"LIVE_COP_PUBLIC_URL": url})


def test_every_setting_names_its_variable():
    """The comments of the settings are their documentation."""
    source = (ROOT / "live_cop" / "settings.py").read_text()
    for name in Settings.__struct_fields__:
        assert f"#: LIVE_COP_{name.upper()}: " in source


def test_the_mail_server_and_the_sender_are_read():
    url = "smtp://cop:p%40ss@mail.example.org"
    settings = from_environment(
        {"LIVE_COP_SMTP": url, "LIVE_COP_MAIL_FROM": "Homes <cop@example.org>", "LIVE_COP_HOST_KEY": "open sesame"}
    )
    found = mail_server(settings.smtp)
    assert (found.host, found.port, found.user, found.password, found.secure) == (
        "mail.example.org", 587, "cop", "p@ss", "starttls",
    )  # fmt: skip
    assert str(sender(settings.mail_from)) == "Homes <cop@example.org>"
    assert "p%40ss" not in repr(settings) and "p@ss" not in repr(found)


@pytest.mark.parametrize(
    ("url", "port", "secure"),
    [
        ("smtps://m.example.org", 465, "tls"),
        ("smtp://localhost", 25, ""),
        ("smtp://m.org:25", 25, "starttls"),
    ],
)
def test_only_a_mail_server_on_this_machine_is_used_without_tls(url, port, secure):
    assert (mail_server(url).port, mail_server(url).secure) == (port, secure)


@pytest.mark.parametrize(
    ("url", "address", "about"),
    [
        ("mail.example.org", "cop@example.org", "LIVE_COP_SMTP must be"),
        ("https://u:secret@m.example.org", "cop@example.org", "LIVE_COP_SMTP must be"),
        ("smtp://u:secret@m.example.org:99999", "cop@example.org", "LIVE_COP_SMTP must be"),
        ("smtp://u:secret@/", "cop@example.org", "LIVE_COP_SMTP must be"),
        ("smtp://u:secret@m.example.org", "", "LIVE_COP_MAIL_FROM must be"),
        ("smtp://u:secret@m.example.org", "cop", "LIVE_COP_MAIL_FROM must be"),
        ("smtp://u:secret@m.example.org", "a@b.org\nBcc: c@d.org", "LIVE_COP_MAIL_FROM must be"),
        ("", "cop@example.org", "LIVE_COP_SMTP must be"),
    ],
)
def test_a_wrong_mail_setting_is_explained_without_its_password(url, address, about):
    with pytest.raises(ValueError, match=about) as told:
        from_environment({"LIVE_COP_SMTP": url, "LIVE_COP_MAIL_FROM": address, "LIVE_COP_HOST_KEY": "open sesame"})
    assert "secret" not in str(told.value) and told.value.__cause__ is None


def test_the_server_does_not_start_with_a_wrong_mail_setting():
    done = run_cli("serve", LIVE_COP_SMTP="nonsense", LIVE_COP_MAIL_FROM="cop@example.org")
    assert done.returncode == 1 and done.stderr.startswith("Error: LIVE_COP_SMTP must be")


@pytest.mark.parametrize("key", ["", "  "])
def test_the_server_sends_no_email_for_just_anybody(key):
    """Without a host key a stranger could open a meeting and send what they like to whom they like, in our name."""
    mail = {"LIVE_COP_SMTP": "smtp://u:secret@m.example.org", "LIVE_COP_MAIL_FROM": "cop@example.org"}
    done = run_cli("serve", **mail, LIVE_COP_HOST_KEY=key)
    assert done.returncode == 1 and done.stderr.startswith("Error: LIVE_COP_SMTP needs LIVE_COP_HOST_KEY or")
    assert "secret" not in done.stderr and len(done.stderr.splitlines()) == 1
