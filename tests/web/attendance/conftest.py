"""People in a meeting, the forms of its attendance list, and the community that it may belong to."""

import re

import pytest

ANN = {"name": "Ann Marguerite", "organisation": "Shelter", "email": "ann@shelter.example", "kind": "lived"}


@pytest.fixture
def code(meeting):
    return meeting["code"]


@pytest.fixture
def joined(browser, code):
    """joined() is the browser of somebody new who has joined the meeting."""

    def join(code=code):
        client = browser()
        assert client.post(f"/api/meetings/{code}/join", json={"place": "room"}).status_code == 200
        return client

    return join


@pytest.fixture
def ann(joined):
    return joined()


@pytest.fixture
def list_url(code):
    return f"/m/{code}/attendance/list"


@pytest.fixture
def community(chair, code):
    """The community that the meeting belongs to; its id."""
    return chair.post("/api/communities", json={"meeting": code}).get_json()["id"]


def fields(page):
    """The fields of the page's main form with their present values."""
    form = re.search(r'<form class="stack loose".*?</form>', page.text, re.S)[0]
    found = dict(
        re.findall(
            r'<input (?:class="input" )?(?:type="hidden" )?(?:id="\w+" )?name="(\w+)"[^>]*?value="([^"]*)"', form
        )
    )
    for name in ("kind", "write", "named"):
        found.pop(name, None)
        if ticked := re.search(rf'name="{name}" value="(\w+)" checked', form):
            found[name] = ticked[1]
    return found


def save(client, code, **given):
    """Opens the form and saves it. Returns the next page and the address of the entry."""
    page = client.get(f"/m/{code}/attendance", follow_redirects=True)
    answer = client.post(page.request.path, data={**fields(page), **given})
    assert answer.status_code == 303, answer.text
    return client.get(answer.location), answer.location.split("?")[0]


def listed(services, code):
    return services.store.attendance.entries(code)
