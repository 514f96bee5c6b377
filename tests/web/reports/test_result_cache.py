"""Rendered files in memory: bounded, and never of an earlier version."""

from live_cop.web.reports.result_cache import ResultCache


def test_a_file_is_found_again_for_the_same_version_only():
    cache = ResultCache(100)
    cache.put("A", "pdf", 1, b"one")
    assert cache.get("A", "pdf", 1) == b"one"
    assert cache.get("A", "docx", 1) is None and cache.get("B", "pdf", 1) is None
    assert cache.get("A", "pdf", 2) is None


def test_with_a_new_version_all_earlier_files_of_the_meeting_are_gone_from_memory():
    cache = ResultCache(100)
    for key in ("pdf", "docx"):
        cache.put("A", key, 1, b"words")
    cache.put("A", "picture", None, b"named by its content")
    cache.put("B", "pdf", 1, b"another meeting")
    assert cache.get("A", "html", 2) is None
    assert cache.get("A", "pdf", 1) is cache.get("A", "docx", 1) is None
    assert cache.get("A", "picture", None) and cache.get("B", "pdf", 1)


def test_it_keeps_so_many_bytes_of_what_was_asked_for_last():
    cache = ResultCache(100)
    for key in "abc":
        cache.put("A", key, 1, b"x" * 40)
        cache.get("A", "a", 1)
    assert [cache.get("A", key, 1) is not None for key in "abc"] == [True, False, True]
    cache.put("A", "huge", 1, b"x" * 101)
    assert cache.get("A", "huge", 1) is None and cache.get("A", "a", 1) is not None


def test_where_something_is_erased_all_files_of_the_meeting_go_and_none_that_was_being_made_comes_back():
    cache = ResultCache(100)
    cache.put("A", "pdf", 1, b"words")
    cache.put("A", "picture", None, b"named by its content")
    cache.put("B", "pdf", 1, b"another meeting")
    before = cache.erasures
    cache.erase(lambda meeting, key: meeting == "A" and key != "other")
    assert cache.get("A", "pdf", 1) is cache.get("A", "picture", None) is None and cache.get("B", "pdf", 1)
    cache.put("A", "docx", 1, b"words", before)
    assert cache.get("A", "docx", 1) is None
