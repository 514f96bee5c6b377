"""Every page is a complete document, with data and words for its script."""

import json
import re


class TestPageData:
    def facts(self, page, id="page"):
        return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', page.text)[1])

    def test_pages_know_their_meeting_and_role(self, pages, meeting):
        for name, role in (("member", "participant"), ("chair", "chair"), ("board", "board"), ("join", "participant")):
            facts = self.facts(pages[name])
            assert (facts["code"], facts["role"]) == (meeting["code"], role)
            assert facts["join_url"] == meeting["join_url"]

    def test_no_page_holds_a_token(self, pages, meeting):
        for page in pages.values():
            assert meeting["chair_url"].rsplit("/", 1)[1] not in page.text

    def test_the_page_contains_the_words_of_its_script(self, pages):
        assert self.facts(pages["join"], "words")["join.where"] == "Where are you?"

    def test_every_page_is_a_complete_document(self, pages):
        for page in pages.values():
            assert page.text.startswith("<!doctype html>")
            assert page.text.count("<h1") == 1
            assert page.text.count("<main") == 1
            assert '<html lang="en" dir="ltr"' in page.text
            assert re.search(r"<title>[^<]+</title>", page.text)
