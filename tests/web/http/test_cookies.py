"""The cookies of a request: read once, by whoever looks at them first."""

from itsdangerous import URLSafeTimedSerializer

from live_cop.web.http.cookies import cookies_of


def test_the_first_of_two_cookies_with_a_name_counts():
    environ = {"HTTP_COOKIE": "a=1; a=2; b="}
    assert cookies_of(environ) == {"a": "1", "b": ""} and cookies_of(environ) is cookies_of(environ)
    assert cookies_of({}) == {}


def test_whether_we_signed_a_cookie_is_found_out_once_in_each_request(browser, meeting, monkeypatch):
    client, checked, loads = browser(), [], URLSafeTimedSerializer.loads
    client.post(f"/api/meetings/{meeting['code']}/join", json={"place": "room"})
    signed = client.get_cookie(f"cop_p_{meeting['code']}").value

    def counted(self, text, *given, **options):
        checked.append(text)
        return loads(self, text, *given, **options)

    monkeypatch.setattr(URLSafeTimedSerializer, "loads", counted)
    for requests in (1, 2):
        assert client.get(f"/m/{meeting['code']}").status_code == 200
        assert checked.count(signed) == requests
