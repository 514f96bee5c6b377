"""Which words a page's script says, and so gets."""

from live_cop.web.http import page_modules, words_in_use


def says(monkeypatch, source):
    monkeypatch.setattr(page_modules, "sources", lambda page: [("js/a.js", source)])
    return words_in_use.finder("a")


def test_a_key_is_said_as_a_whole_wherever_it_stands(monkeypatch):
    finds = says(monkeypatch, """t("wall.put"); words = isOn ? 'chair.on' : "chair.off"; html`<p>${t(`a.b`)}</p>`""")
    assert all(finds(key) for key in ("wall.put", "chair.on", "chair.off", "a.b"))
    assert not any(finds(key) for key in ("wall.put.more", "wall", "wall.pu", "wallput"))


def test_what_is_put_into_a_template_is_a_part_of_a_key_or_less(monkeypatch):
    finds = says(monkeypatch, "html`${t(`a.${x ? f({ y }) : `z`}.b`)} ${t(`c.way_${get('p')?.place}`)}`; t(`d.${e}`)")
    assert all(finds(key) for key in ("a.one.b", "a.two.b", "c.way_room", "d.any"))
    assert not any(finds(key) for key in ("a.one", "a.one.c", "a.one.two.b", "c.room", "d.any.more"))


def test_without_templates_nothing_else_is_found(monkeypatch):
    assert not says(monkeypatch, "const a = 1;")("")
