"""Photographs from a phone to the wall: two taps, edits on the device, the chair's look, and no network in between."""

import base64
import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from ...support.photos import CORNERS, corners, encoded, flip_chart
from ..screens import begin_meeting, check_accessibility, close_meeting, open_panel, start_meeting


def jpeg(name: str = "photo.jpg", data: bytes = b"") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data or flip_chart(size=(3000, 2250))}


def choose(page: Page, *files: FilePayload) -> None:
    """Two taps: the camera beside the box, and which photographs."""
    page.get_by_role("button", name="Send a photograph").first.click()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Choose photographs").click()
    chooser.value.set_files(list(files))
    expect(page.locator(".photo-canvas canvas")).to_be_visible()


def send(page: Page, shows: str) -> None:
    page.get_by_label("What does it show?").fill(shows)
    page.get_by_role("button", name="Send", exact=True).click()


def watch_sent(page: Page) -> None:
    """From now on this page remembers the files that it sends."""
    page.evaluate(
        """() => {
            window.sent = [];
            const append = FormData.prototype.append;
            FormData.prototype.append = function (name, value, ...more) {
                if (value instanceof Blob) window.sent.push(value);
                return append.call(this, name, value, ...more);
            };
        }"""
    )


def sent_file(page: Page) -> bytes:
    """The first file that it has sent."""
    data = page.evaluate("async () => Array.from(new Uint8Array(await window.sent[0].arrayBuffer()))")
    return bytes(data)


def picture_on_screen(page: Page) -> Image.Image:
    """The picture as the editor shows it."""
    address = page.locator(".photo-canvas canvas").evaluate("canvas => canvas.toDataURL('image/png')")
    return Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("RGB")


@pytest.mark.thorough
def test_a_photograph_goes_from_a_phone_past_the_chair_to_the_wall(screens):
    chair = start_meeting(screens)
    phone, other = screens.phone(), screens.laptop()
    choose(phone, jpeg())
    expect(phone.get_by_text("Show no faces")).to_be_visible()
    check_accessibility(phone, contrast=True)
    send(phone, "The flip chart of group two")
    own = phone.locator("[data-note].is-photo")
    expect(own).to_have_count(1)
    expect(own).to_contain_text("The flip chart of group two")
    expect(other.locator("[data-note].is-photo")).to_have_count(0)
    chair.locator(".chair-notice", has_text="1 photograph waits").get_by_role("button").click()
    check_accessibility(chair)
    chair.get_by_role("button", name="Show it on the wall").click()
    expect(chair.get_by_text("No photograph is waiting.")).to_be_visible()
    chair.keyboard.press("Escape")
    other.get_by_role("button", name="The whole wall").click()
    expect(other.get_by_alt_text("The flip chart of group two").first).to_be_visible()
    # One that is refused: whoever sent it reads so, until they have.
    choose(phone, jpeg())
    send(phone, "A face")
    chair.locator(".chair-notice", has_text="1 photograph waits").get_by_role("button").click()
    chair.get_by_role("button", name="Delete it").click()
    chair.get_by_role("button", name="Yes, delete it for good").click()
    told = phone.locator(".notice").filter(has_text="Your photograph was not put on the wall")
    expect(told).to_be_visible()
    phone.get_by_role("button", name="I have read it").click()
    expect(told).to_have_count(0)
    # One that still waits at the close: the chair is told before, and whoever sent it after, even after a reload.
    choose(phone, jpeg())
    send(phone, "Too late to look at")
    expect(own).to_have_count(2)
    chair.keyboard.press("Escape")
    open_panel(chair, "Everything else")
    chair.get_by_role("button", name="Close the meeting").click()
    ending = chair.get_by_role("dialog", name="Close the meeting?")
    expect(ending).to_contain_text("1 photograph still waits for you to look. It will be deleted.")
    ending.get_by_role("button", name="Look at them").click()
    expect(chair.get_by_role("dialog").get_by_alt_text("Too late to look at")).to_be_visible()
    chair.keyboard.press("Escape")
    close_meeting(chair)
    told = phone.locator(".notice").filter(has_text="the meeting closed before the chair had looked at it")
    expect(told).to_contain_text("Too late to look at")
    check_accessibility(phone)
    phone.reload()
    expect(told).to_be_visible()
    phone.get_by_role("button", name="I have read it").click()
    expect(told).to_have_count(0)


def test_it_is_upright_and_small_and_nothing_of_its_file_is_left(screens):
    begin_meeting(screens)
    phone = screens.phone()
    image = corners((3000, 2000))
    exif = Image.Exif()
    # A phone held upright: the picture is stored lying.
    exif[0x0112] = 6
    exif[0x010E] = "Planted-7f3a9c"
    watch_sent(phone)
    choose(phone, jpeg(data=encoded(image, exif=exif, quality=95)))
    send(phone, "Corners")
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)
    file = sent_file(phone)
    assert b"Planted" not in file and b"Exif" not in file
    sent = Image.open(io.BytesIO(file)).convert("RGB")
    assert sent.size == (1333, 2000)
    # Turned to the right by a quarter, what was bottom left is top left.
    assert _near(sent.getpixel((30, 30)), CORNERS[2]) and _near(sent.getpixel((1300, 30)), CORNERS[0])


@pytest.mark.thorough
def test_a_busy_picture_is_no_larger_than_a_slow_line_can_take(screens):
    begin_meeting(screens)
    phone = screens.phone()
    watch_sent(phone)
    choose(phone, jpeg(data=flip_chart(size=(4000, 3000))))
    send(phone, "A wall")
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)
    assert 20_000 < len(sent_file(phone)) <= 300_000


@pytest.mark.thorough
def test_blur_crop_and_turn_before_it_goes(screens):
    begin_meeting(screens)
    phone = screens.phone()
    choose(phone, jpeg(data=encoded(corners((1200, 800)), quality=95)))
    before = picture_on_screen(phone)
    assert before.size == (1200, 800)
    phone.get_by_role("button", name="Turn right").click()
    expect(phone.locator(".photo-canvas canvas")).to_have_js_property("width", 800)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.locator(".photo-canvas canvas")).to_have_js_property("width", 1200)
    # A face in the middle, where the four colours meet: the box is drawn with a finger.
    phone.get_by_role("button", name="Blur").click()
    place = phone.locator(".photo-canvas").bounding_box()
    phone.mouse.move(place["x"] + place["width"] * 0.25, place["y"] + place["height"] * 0.25)
    phone.mouse.down()
    phone.mouse.move(place["x"] + place["width"] * 0.75, place["y"] + place["height"] * 0.75, steps=4)
    phone.mouse.up()
    # Of the sharp edge nothing is left: beside it there is a mixture now.
    expect(phone.get_by_role("button", name="Undo")).not_to_have_attribute("aria-disabled", "true")
    after = picture_on_screen(phone)
    assert _near(before.getpixel((580, 400 - 100)), CORNERS[0])
    assert not _near(after.getpixel((580, 400 - 100)), CORNERS[0])
    assert _near(after.getpixel((50, 50)), CORNERS[0])
    # With keys alone: the box of the crop, a step to the left, smaller, and Enter.
    phone.get_by_role("button", name="Crop", exact=True).focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("application")).to_be_focused()
    for key in ("ArrowLeft", "Shift+ArrowLeft", "Enter"):
        phone.keyboard.press(key)
    expect(phone.locator(".photo-canvas canvas")).to_have_js_property("width", 432)


@pytest.mark.thorough
def test_it_waits_on_the_device_through_a_reload_without_a_network_and_goes_once(screens):
    begin_meeting(screens)
    phone = screens.phone()
    choose(phone, jpeg())
    # The line drops after the last byte: the phone cannot know that the photograph has arrived.
    phone.evaluate("Object.defineProperty(XMLHttpRequest.prototype, 'status', { get: () => 0 })")
    with phone.expect_response("**/photos") as arrived:
        send(phone, "Sent twice, there once")
    assert arrived.value.status == 201
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)
    waiting = phone.locator("[data-unsent-photo]")
    expect(waiting).to_contain_text("Sent twice, there once")
    # The next page finds it on the device, and sends it again.
    with phone.expect_request("**/photos"):
        phone.reload()
    expect(waiting).to_have_count(0)
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)


@pytest.mark.thorough
def test_what_was_chosen_is_there_again_after_a_reload(screens):
    begin_meeting(screens)
    phone = screens.phone()
    choose(phone, jpeg("a.jpg"), jpeg("b.jpg", flip_chart(1, size=(800, 400))))
    phone.get_by_label("What does it show?").fill("Typed before the reload")
    phone.get_by_role("button", name="Turn right").click()
    expect(phone.locator(".photo-canvas canvas")).to_have_js_property("width", 1500)
    phone.reload()
    expect(phone.get_by_label("What does it show?")).to_have_value("Typed before the reload")
    expect(phone.locator(".photo-canvas canvas")).to_have_js_property("width", 1500)
    # Another tab of the same person has it once this one is gone.
    other = phone.context.new_page()
    other.goto(phone.url)
    expect(other.get_by_role("button", name="Send a photograph")).to_be_visible()
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(phone.get_by_label("What does it show?")).to_have_value("")
    expect(other.locator("[data-note].is-photo")).to_have_count(1)
    phone.close()
    other.reload()
    expect(other.locator(".photo-canvas canvas")).to_have_js_property("width", 800)
    # Deleted, it is gone from the device.
    other.keyboard.press("Escape")
    other.get_by_role("button", name="Yes, delete it").click()
    expect(other.get_by_role("dialog")).to_have_count(0)
    other.wait_for_function("() => !localStorage.getItem('live_cop.photos')")


@pytest.mark.thorough
def test_a_slow_line_shows_how_much_has_arrived(screens):
    begin_meeting(screens)
    phone = screens.phone()
    choose(phone, jpeg(data=flip_chart(size=(3000, 2250))))
    devtools = phone.context.new_cdp_session(phone)
    devtools.send("Network.enable")
    slow = {"offline": False, "latency": 50, "downloadThroughput": -1, "uploadThroughput": 200_000}
    devtools.send("Network.emulateNetworkConditions", slow)
    phone.evaluate(
        """() => {
            window.shares = [];
            new MutationObserver(() => {
                const bar = document.querySelector("[data-unsent-photo] progress");
                if (bar && window.shares.at(-1) !== bar.value) window.shares.push(bar.value);
            }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }"""
    )
    send(phone, "On a slow line")
    # It is in view while it waits.
    expect(phone.locator("[data-unsent-photo] progress")).to_be_in_viewport()
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)
    shares = phone.evaluate("window.shares")
    assert shares == sorted(shares) and len([share for share in shares if 0 < share < 100]) >= 2, shares


def test_without_a_network_it_can_be_taken_and_goes_when_there_is_one(screens):
    begin_meeting(screens)
    phone = screens.phone()
    # What sends photographs is loaded soon after the page.
    while not phone.evaluate("performance.getEntriesByType('resource').some((each) => /send-photos/.test(each.name))"):
        phone.wait_for_timeout(100)
    phone.context.set_offline(True)
    choose(phone, jpeg())
    send(phone, "Taken in the cellar")
    expect(phone.locator("[data-unsent-photo]")).to_have_count(1)
    phone.context.set_offline(False)
    expect(phone.locator("[data-unsent-photo]")).to_have_count(0)
    expect(phone.locator("[data-note].is-photo")).to_have_count(1)


@pytest.mark.thorough
def test_the_chair_says_who_may_send_and_what_is_refused_stays(screens):
    begin_meeting(screens)
    phone = screens.phone()
    choose(phone, jpeg())
    connection = screens.chair_connection()
    connection.do("photo.allow", who="helpers")
    send(phone, "Too late")
    refused = phone.locator("[data-unsent-photo]")
    expect(refused.get_by_text("photograph was not accepted")).to_be_visible()
    expect(phone.get_by_role("button", name="Send a photograph")).to_have_count(0)
    phone.reload()
    expect(refused.get_by_text("photograph was not accepted")).to_be_visible()
    refused.get_by_role("button", name="Delete it").click()
    expect(refused).to_have_count(0)


def test_where_only_notes_are_kept_the_button_says_why(screens):
    begin_meeting(screens)
    phone = screens.phone()
    connection = screens.chair_connection()
    connection.do("meeting.record", keeps="notes")
    phone.get_by_role("button", name="Send a photograph").click()
    expect(phone.get_by_role("dialog")).to_contain_text("no pictures are kept")


def bring(page: Page, onto: str, event: str, name: str, **more: str) -> bool:
    """Drops or pastes a file onto an element; answers whether the page has taken it. `more`: other data by type."""
    return page.locator(onto).first.evaluate(
        """async (element, [event, name, more]) => {
            const canvas = Object.assign(document.createElement("canvas"), { width: 600, height: 400 });
            canvas.getContext("2d").fillRect(0, 0, 300, 200);
            const picture = await new Promise((resolve) => canvas.toBlob(resolve));
            const data = new DataTransfer();
            const type = name.endsWith(".png") ? "image/png" : "application/pdf";
            data.items.add(new File([type === "image/png" ? picture : "no picture"], name, { type }));
            for (const [other, words] of Object.entries(more)) data.setData(other, words);
            const init = { bubbles: true, cancelable: true, dataTransfer: data, clipboardData: data };
            return !element.dispatchEvent(new (event === "paste" ? ClipboardEvent : DragEvent)(event, init));
        }""",
        [event, name, more],
    )


@pytest.mark.thorough
def test_a_picture_is_dropped_or_pasted_anywhere_and_nothing_takes_the_place_of_the_page(screens):
    chair = start_meeting(screens)
    laptop = screens.laptop()
    ready = laptop.locator(".photo-canvas canvas")
    for page in (chair, laptop):
        # What takes them is loaded soon after the page.
        page.wait_for_function(
            """() => {
                const data = new DataTransfer();
                data.items.add(new File(["x"], "x"));
                const over = new DragEvent("dragover", { bubbles: true, cancelable: true, dataTransfer: data });
                return !document.body.dispatchEvent(over);
            }"""
        )
    # The text of a document comes with a picture of itself.
    assert not bring(laptop, "#composer", "paste", "a.png", **{"text/plain": "From a document"})
    assert bring(laptop, "main", "drop", "leaflet.pdf")
    expect(laptop.get_by_text("could not read this file")).to_be_visible()
    laptop.get_by_role("button", name="Continue").click()
    assert bring(laptop, "#composer", "paste", "a.png")
    expect(ready).to_be_visible()
    laptop.context.set_offline(True)
    send(laptop, "From the laptop")
    # No list of a laptop that follows the room shows it while it waits.
    expect(laptop.locator("[data-unsent-photo]")).to_be_in_viewport()
    laptop.context.set_offline(False)
    expect(laptop.locator("[data-unsent-photo]")).to_have_count(0)
    assert bring(chair, ".chair-wall [data-zone]", "drop", "b.png")
    expect(chair.locator(".photo-canvas canvas")).to_be_visible()
    send(chair, "From the chair")
    expect(laptop.get_by_alt_text("From the chair").first).to_be_visible()


def _near(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(a, b, strict=True))
