"""Metrics are for the operator only, the health of the server is for everybody."""

import shutil

import pytest

from live_cop.live import runtime

from ...store.stored_room import full_disk
from ...support.patience import until
from ...support.stores import ABOUT_THE_FILE
from ..conftest import refused

KEY = {"Authorization": "Bearer a long key"}


def ask(app, address="127.0.0.1", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get("/metrics", headers=names, environ_base={"REMOTE_ADDR": address})


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
def test_metrics_are_open_to_programs_on_this_machine(app, address):
    answer = ask(app, address)
    assert answer.status_code == 200 and b"live_cop_connections 0.0" in answer.data
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["10.0.0.1", "203.0.113.9", "::ffff:10.0.0.1", "2001:db8::1", "", "nonsense"])
def test_metrics_are_not_found_from_other_machines(app, address):
    not_found = app.test_client().get("/no-such-page")
    answer = ask(app, address)
    assert answer.status_code == not_found.status_code == 404
    assert b"live_cop_" not in answer.data
    assert answer.headers["Content-Type"] == not_found.headers["Content-Type"]
    assert set(answer.headers.keys()) == set(not_found.headers.keys())


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-IP"]
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_requests_through_a_proxy_are_not_local(serve, header, proxies):
    app = serve(proxies=proxies)
    assert ask(app, **{header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize(
    "host, status",
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("cop.example.org", 404),
        ("10.0.0.2", 404),
    ],
)
def test_requests_through_a_tunnel_are_not_local(app, host, status):
    assert ask(app, Host=host).status_code == status


def test_the_host_key_opens_metrics_from_anywhere(serve):
    app = serve(host_key="a long key", proxies=1)
    assert ask(app, "10.0.0.1", **KEY).status_code == 200
    assert ask(app, "127.0.0.1", **KEY, X_Forwarded_For="203.0.113.9").status_code == 200
    for wrong in ("Bearer another", "Bearer ", "Bearer \xe9", "Basic YTpi", ""):
        assert ask(app, "10.0.0.1", Authorization=wrong).status_code == 404


def test_without_a_host_key_no_key_is_accepted(app):
    for header in ("Bearer ", "Bearer", "", "Bearer None"):
        assert ask(app, "10.0.0.1", Authorization=header).status_code == 404


def test_wrong_keys_are_throttled_and_requests_without_one_are_not(serve):
    app = serve(host_key="a long key")
    for _ in range(100):
        ask(app, "10.0.0.1")
    assert ask(app, "10.0.0.1", **KEY).status_code == 200
    for _ in range(40):
        ask(app, "10.0.0.1", Authorization="Bearer another")
    assert ask(app, "10.0.0.1", **KEY).status_code == 200
    assert ask(app, "10.0.0.2", **KEY).status_code == 200
    text = ask(app).text
    assert 'live_cop_wrong_guesses_total{outcome="wrong",what="key"} 3' in text
    assert 'live_cop_wrong_guesses_total{outcome="refused",what="key"}' in text


def test_health_reports_a_full_disk(app, services, meeting, browser):
    join = {"json": {"place": "room"}}
    with full_disk():
        answer = browser().post(f"/api/meetings/{meeting['code']}/join", **join)
        assert (answer.status_code, refused(answer)) == (503, "not_saved")
        answer = browser().get("/healthz")
        assert answer.status_code == 503
        message = answer.get_json()["message"]
        assert message.endswith(".") and "disk" in message
    # A result holds for a second, and the disk is tried again each second.
    until(lambda: browser().get("/healthz").status_code == 200, sleep=runtime.sleep)
    assert browser().post(f"/api/meetings/{meeting['code']}/join", **join).status_code == 200
    assert b"live_cop_commits_failed_total 1.0" in ask(app).data


class TestHealth:
    def test_health_is_ok_while_the_store_can_be_written(self, browser):
        answer = browser().get("/healthz")
        assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})

    def test_health_fails_when_the_store_cannot_be_written(self, browser, services, monkeypatch):
        monkeypatch.setattr(services.store, "is_healthy", lambda: False)
        assert browser().get("/healthz").status_code == 503

    @ABOUT_THE_FILE
    def test_health_fails_when_the_data_folder_is_gone(self, serve):
        app = serve()
        shutil.rmtree(app.extensions["live_cop"].settings.data)
        assert app.test_client().get("/healthz").status_code == 503
