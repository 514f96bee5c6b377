"""Somebody whose screen did not come for so long that their place went to a newcomer comes back without being asked."""

import json

from playwright.sync_api import WebSocketRoute, expect

from ..screens import PHONE, Screens

REFUSED = {"error": {"code": "lost_place", "message": "Your place went to somebody else."}}


def test_a_lost_place_is_taken_again_with_all_that_was_typed(screens: Screens) -> None:
    screens.open_meeting(template="blank")
    screens.chair_connection().do("agenda.start")
    phone, dead, refusals = screens.new(**PHONE), [True], []

    def connect(socket: WebSocketRoute) -> None:
        if dead[0]:
            # A dead spot: nothing comes through.
            return
        if refusals:
            socket.connect_to_server()
            return
        refusals.append(socket)
        socket.on_message(lambda said: said.startswith("40") and socket.send("44" + json.dumps({"data": REFUSED})))
        socket.send("0" + json.dumps({"sid": "x", "pingInterval": 25_000, "pingTimeout": 20_000}))

    phone.route_web_socket("**/socket.io/**", connect)
    phone.route("**/socket.io/**", lambda route: route.abort())
    phone.goto(screens.links["join_url"])
    cookies = phone.context.cookies()
    phone.get_by_label("Your name").fill("Ann")
    phone.get_by_label("I am new here").check()
    phone.get_by_role("button", name="Joining from elsewhere").click()
    phone.locator("#composer").fill("a warm room")

    # On the page that was loaded again, before there was any connection, only the place has to be chosen once more.
    mine = phone.context.cookies()
    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)  # type: ignore[arg-type]
    phone.goto(screens.links["join_url"])
    expect(phone.get_by_label("Your name")).to_have_value("Ann")
    expect(phone.get_by_label("I am new here")).to_be_checked()
    phone.context.add_cookies(mine)  # type: ignore[arg-type]

    dead[0] = False
    with phone.expect_request("**/join?probed") as asked:
        phone.goto(screens.links["join_url"])
    assert asked.value.post_data_json == {"place": "remote", "name": "Ann", "newcomer": True}
    expect(phone.locator(".status-saved").first).to_be_visible()
    expect(phone.locator("#composer")).to_have_value("a warm room")
    assert len(refusals) == 1 and phone.evaluate("sessionStorage.getItem('live_cop.join_form')") is None
