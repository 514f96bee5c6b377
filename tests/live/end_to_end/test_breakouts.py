"""Small groups over real connections."""

from requests import Session

from ..screens import Meeting, Screen


def seat(screen: Screen) -> str:
    return str(screen.until(lambda: screen.all("seat").get(screen.me))["team"])


def own_wall(screen: Screen) -> str:
    # First the seat, for which this waits: the groups come with it.
    mine = seat(screen)
    return str(screen.all("team")[mine]["zone"])


def split(meeting: Meeting, people: list[Screen], **args: object) -> Screen:
    chair = meeting.chair()
    chair.do("agenda.start")
    for person in people:
        chair.until(lambda person=person: chair.all("person").get(person.me, {}).get("online"))
    chair.do("teams.split", **{"count": 2, "minutes": 5, **args})
    return chair


def test_everyone_sees_who_sits_where_writes_there_and_comes_back(meeting: Meeting):
    people = [meeting.person("room" if n % 2 else "remote") for n in range(4)]
    chair, board = split(meeting, people), meeting.board()
    assert {screen.me for screen in people} == set(chair.all("seat"))
    ann = people[0]
    other = next(person for person in people if seat(person) != seat(ann))
    mate = next(person for person in people if person is not ann and seat(person) == seat(ann))
    note = ann.do("note.add", zone=own_wall(ann), text="our words")["note"]
    assert other.refused("note.add", zone=own_wall(ann), text="not here") == "not_your_team"
    target = mate.do("team.pick", note=note)["zone"]
    board.until(lambda: board.all("note").get(note, {}).get("zone") == target)
    assert note in ann.all("mine") and note not in mate.all("mine")
    chair.do("teams.call_back")
    for screen in (*people, board):
        screen.until(lambda screen=screen: screen.one("teams")["state"] == "back")
    chair.do("teams.end")
    for screen in (*people, board):
        screen.until(lambda screen=screen: screen.one("teams")["state"] == "over")


def test_one_person_in_two_tabs_has_one_seat_and_both_show_it(meeting: Meeting):
    session = meeting.join()
    first, second, other = meeting.screen(session), meeting.screen(session), meeting.person()
    chair = split(meeting, [first, other])
    assert seat(first) == seat(second) != seat(other)
    assert len(chair.all("seat")) == 2
    first.do("team.join", team=seat(other))
    second.until(lambda: seat(second) == seat(other))


def test_whoever_joins_late_has_a_seat_at_once_and_whoever_reconnects_keeps_theirs(meeting: Meeting):
    session = meeting.join()
    ann, ben = meeting.screen(session), meeting.person()
    split(meeting, [ann, ben])
    late = meeting.person()
    assert seat(late)
    before = seat(ann)
    ann.leave()
    assert seat(meeting.screen(session)) == before


def test_the_close_takes_who_sat_where_away_from_all_screens(meeting: Meeting):
    ann, ben = meeting.person(), meeting.person()
    chair = split(meeting, [ann, ben])
    ann.do("note.add", zone=own_wall(ann), text="what stays")
    chair.do("meeting.close")
    ben.until(lambda: not ben.all("seat"))
    late = meeting.chair()
    assert not late.all("seat") and len([zone for zone in late.all("zone").values() if zone["team"]]) == 1


def test_the_link_of_a_group_reaches_its_own_people_and_the_chair_only(meeting: Meeting):
    told: dict[str, list[str]] = {}

    def listen(session: Session, name: str) -> Screen:
        return meeting.screen(session, tap=lambda text: told.setdefault(name, []).append(str(text)))

    people = {name: listen(meeting.join("remote"), name) for name in ("a", "b", "c", "d")}
    meeting.chair().do("meeting.edit", video_url="https://meet.example.org/Homes")
    chair, board = split(meeting, list(people.values()), rooms=True), meeting.board()
    links = {team: call["video_url"] for team, call in chair.all("team_call").items()}
    assert len(set(links.values())) == 2
    for name, person in people.items():
        own = links[seat(person)]
        person.until(lambda person=person: person.one("call")["video_url"])
        assert person.one("call")["video_url"] == own and not person.all("team_call")
        assert not any(link in text for link in links.values() if link != own for text in told[name])
    assert not board.all("call") and not board.all("team_call")
    ann = people["a"]
    other = next(team for team in links if team != seat(ann))
    ann.do("team.join", team=other)
    ann.until(lambda: ann.one("call")["video_url"] == links[other])
    assert ann.refused("team.call", team=other, video_url=None) == "not_allowed"
    chair.do("teams.end")
    for person in people.values():
        person.until(lambda person=person: not person.all("call"))
