"""Languages and translations of notes over real connections, and in the file."""

from ...support.patience import until
from ...support.servers import Server
from ...support.stores import ABOUT_THE_FILE
from ..screens import zone_of


@ABOUT_THE_FILE
def test_a_translation_comes_to_every_screen_and_is_erased_with_its_note(server: Server, meet):
    meeting = meet(server)
    chair, ann, board = meeting.chair(), meeting.person(), meeting.board()
    # The language of a screen says nothing: only the words do, or whoever writes them.
    session = meeting.join()
    session.headers["Accept-Language"] = "pl"
    session.cookies.set("language", "pl")
    polish = meeting.screen(session)
    plain = polish.do("note.add", zone=zone_of(ann), text="Some English words")["note"]
    note = polish.do("note.add", zone=zone_of(ann), text="Kto to wie", lang="pl")["note"]
    ann.until(lambda: {plain, note} <= ann.all("note").keys())
    assert ann.all("note")[note]["lang"] == "pl" and "lang" not in ann.all("note")[plain]
    assert polish.refused("note.translate", note=note, lang="en", text="Who knows") == "not_allowed"
    chair.do("note.translate", note=note, lang="en", text="Who on earth knows")
    for screen in (ann, board, polish):
        screen.until(lambda s=screen: s.all("note")[note].get("translations") == {"en": "Who on earth knows"})
    assert chair.refused("note.translate", note=note, lang="pl", text="x") == "same_language"

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())

    assert b"Who on earth" in on_disk()
    erase = {"id": "erase it", "name": "words.erase", "args": {"kind": "note", "id": note}}
    assert chair.send(erase)["ok"]
    ann.until(lambda: note not in ann.all("note"))
    until(lambda: b"Who on earth" not in on_disk(), within=60)
