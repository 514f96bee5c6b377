"""The pages work under their own policies in a real browser, and what a page of another site tries changes nothing."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.chromium import FLAGS, find

from ..support.servers import Server
from .screens import LAPTOP, Screens, start, start_section, write_note

#: A name that leads to this machine. To browsers it is no secure place, as a laptop in a hall without TLS is none: they
#: say the origin of a request, and not how it came about.
PLAIN = "cop.test"


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """elsewhere(html) is the address of this page on another port: the same site to browsers, so they send cookies."""
    page = {"html": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page["html"].encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def show(html: str) -> str:
        page["html"] = html
        return f"http://127.0.0.1:{server.server_port}/"

    yield show
    server.shutdown()
    server.server_close()


def complaints(page: Page) -> list[str]:
    """Whatever the browser says in its console from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    return said


def test_no_page_breaks_its_policies(screens: Screens) -> None:
    screens.open_meeting(template="solution", video_url="https://meet.jit.si/Homes")
    chair = screens.chair()
    said = complaints(chair)
    chair.reload()
    start(chair)
    start_section(chair, "Best hopes")
    laptop = screens.laptop()
    said_there = complaints(laptop)
    laptop.reload()
    write_note(laptop, "Tea and a key")
    base, code = screens.server.url, screens.links["code"]
    for address in ("/", "/guide", "/nothing", f"/m/{code}/links", f"/m/{code}/attendance/list", f"/m/{code}/send"):
        chair.goto(base + address)
    chair.goto(f"{base}/m/{code}/report.html?length=full")
    chair.goto(f"{base}/m/{code}/qr.svg")
    laptop.goto(f"{base}/m/{code}/attendance")
    board = screens.board()
    said_on_board = complaints(board)
    board.reload()
    expect(board.locator(".board-main")).to_be_visible()
    assert [line for line in said if "404" not in line] + said_there + said_on_board == []


def test_a_page_of_another_port_cannot_act_for_the_chair(screens: Screens, elsewhere: Callable[[str], str]) -> None:
    screens.open_meeting()
    chair = screens.chair()
    base, code = screens.server.url, screens.links["code"]
    page = chair.context.new_page()
    # Other tests use the same server.
    logged = len(screens.server.log.read_text())
    page.goto(
        elsewhere(
            f"""<script>
            const send = (path, body) => fetch("{base}" + path, {{method: "POST", mode: "no-cors",
              credentials: "include", body}}).catch(() => 0);
            Promise.all([send("/api/meetings/{code}/chair-link"), send("/api/meetings/{code}/helper-link"),
              send("/m/{code}/attendance/boards", new URLSearchParams({{name: "Mallory"}})),
              fetch("{screens.links["chair_url"]}", {{mode: "no-cors", credentials: "include"}}).catch(() => 0)])
              .then(() => document.title = "tried");
            </script><img src="{screens.links["board_url"]}"><iframe src="{screens.links["board_url"]}"></iframe>"""
        )
    )
    page.wait_for_function("document.title === 'tried'")
    page.wait_for_load_state()
    page.goto(
        elsewhere(
            f"""<form method="post" action="{base}/m/{code}/attendance/boards">
            <input name="name" value="Mallory"></form>
            <script>document.forms[0].submit()</script>"""
        )
    )
    expect(page.get_by_text("This came from another website")).to_be_visible()
    log = screens.server.log.read_text()[logged:]
    for call in ("POST /api/meetings/<code>/chair-link", "POST /api/meetings/<code>/helper-link", "GET /board/<token>"):
        assert f"{call} 403" in log and f"{call} 200" not in log, call
    assert log.count("POST /m/<code>/attendance/boards 403") == 2 and "GET /chair/<token> 403" in log
    names = {cookie["name"] for cookie in chair.context.cookies()}
    assert not any(name.startswith("cop_b_") for name in names)
    page.goto(f"{base}/m/{code}/attendance/boards")
    expect(page.get_by_text("Mallory")).to_have_count(0)
    # The chair's link still works, also when another site leads there.
    stranger = screens.new(**LAPTOP)
    stranger.goto(elsewhere(f'<a href="{screens.links["chair_url"]}">here</a>'))
    stranger.get_by_role("link").click()
    expect(stranger.locator(".chair")).to_be_visible()


def test_forms_without_a_script_work_also_without_tls(chromium: Browser, server: Server) -> None:
    links, _ = server.open_meeting()
    base = f"http://{PLAIN}:{server.port}"
    flags = [*FLAGS, f"--host-resolver-rules=MAP {PLAIN} 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=find(), args=flags)
    try:
        page = browser.new_context(java_script_enabled=False).new_page()
        sent: list[dict[str, str]] = []
        page.on("request", lambda request: sent.append(request.all_headers()) if request.method == "POST" else None)
        page.goto(f"{base}/m/{links['code']}")
        page.get_by_role("button", name="In the room").click()
        expect(page.locator("#app")).to_be_attached()
        page.goto(f"{base}/m/{links['code']}/attendance")
        page.locator("input[name=name]").fill("Ann")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved. Thank you.")).to_be_visible()
        for headers in sent:
            assert headers["origin"] == base and "sec-fetch-site" not in headers
    finally:
        browser.close()
