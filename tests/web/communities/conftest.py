"""A community that the meeting belongs to, and somebody with access to it."""

import pytest

from ..conftest import path


@pytest.fixture
def link(chair, meeting):
    """The link of the community that this meeting belongs to."""
    answer = chair.post("/api/communities", json={"meeting": meeting["code"]})
    assert answer.status_code == 201
    return answer.get_json()["community_url"]


@pytest.fixture
def member(browser, link):
    """Another person with access to the community by its link."""
    client = browser("10.0.0.9")
    client.get(path(link))
    return client
