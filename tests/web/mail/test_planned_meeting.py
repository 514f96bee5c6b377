"""The life of a planned meeting in its letters, as mail programs and calendars read them: an invitation, a reminder the
day before, a new date, and that it is cancelled."""

import email
from datetime import datetime, timedelta
from email import policy
from zoneinfo import ZoneInfo

import icalendar
import pytest

from live_cop.live.clock import now_ms
from live_cop.report import dates
from live_cop.words import languages, shown_texts, t

from .conftest import hidden, preview, send

HOUR = 3_600_000
DAY = 24 * HOUR
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def clock(services, monkeypatch):
    """The mailer's clock, which a test moves."""
    time = {"now": now_ms()}
    monkeypatch.setattr(services.mailer, "_clock", lambda: time["now"])

    def at(moment):
        time["now"] = moment
        services.mailer.send_due()

    return at


@pytest.fixture
def starts(command):
    """The meeting is in three days, at a full hour."""
    at = (now_ms() // HOUR + 72) * HOUR
    command("meeting.edit", starts_at=at, venue="The hall", time_zone="Europe/London")
    return at


def event_of(message):
    [file] = message.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    calendar = icalendar.Calendar.from_ical(file.get_content())
    assert file.get_param("method") == calendar["METHOD"]
    [event] = calendar.walk("VEVENT")
    return calendar["METHOD"], event


def london(at):
    return datetime.fromtimestamp(at / 1000, LONDON)


def test_from_the_invitation_to_the_cancellation(chair, url, code, add_to_list, mails, command, clock, starts):
    add_to_list("Ann")
    add_to_list("Bob")
    # The invitation: when with the name of the zone, where, how to join, the agenda; and a date for the calendar.
    page = chair.get(f"{url}?what=invitation").text
    assert "Remind them the day before" in page and "Invitation: Homes that say yes" in page
    send(chair, url, kind="invitation", subject="Come", remind="yes")
    clock(now_ms())
    assert sorted(mails.to) == ["ann@example.org", "bob@example.org"]
    message = mails.message()
    text = message.get_body(("plain",)).get_content()
    when = london(starts)
    assert f"{when:%H:%M} to {when + timedelta(minutes=100):%H:%M} (London time, {when:%Z})" in text
    assert "The hall" in text and f"/m/{code}" in text and f"{code[:3]} {code[3:]}" in text
    assert f"{when:%H:%M} Welcome and new members (10 min)" in text
    method, first = event_of(message)
    assert method == "PUBLISH" and first["DTSTART"].dt == when and first["DTSTART"].params["TZID"] == "Europe/London"
    assert first["LOCATION"] == "The hall" and "cop@example.org" in first["ORGANIZER"]

    # Nobody is reminded before its time; and the same invitation is left out for those who have it.
    clock(starts - DAY - HOUR)
    assert len(mails.to) == 2
    assert "2 people on the list have been sent this before" in preview(chair, url, kind="invitation")

    # The meeting moves by a week: everyone is told once, and the reminder moves along.
    moved = starts + 7 * DAY
    command("meeting.edit", starts_at=moved)
    clock(starts - DAY + 1)
    assert len(mails.to) == 2
    assert "Changed: Homes that say yes" in chair.get(f"{url}?what=invitation").text
    send(chair, url, kind="invitation", subject="Changed", remind="yes")
    clock(starts - DAY + 2)
    assert sorted(mails.to[2:]) == ["ann@example.org", "bob@example.org"]
    _, second = event_of(mails.message())
    assert second["UID"] == first["UID"] and second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt == london(moved)

    # A day before the new date each gets one reminder, however often the mailer looks.
    for look in (moved - DAY - 1, moved - DAY, moved - DAY + 1, moved - HOUR):
        clock(look)
    assert sorted(mails.to[4:]) == ["ann@example.org", "bob@example.org"]
    assert mails.message()["Subject"] == "Reminder: Homes that say yes"
    assert event_of(mails.message())[1]["SEQUENCE"] == second["SEQUENCE"]

    # It is cancelled: those who were invited are told, and it goes from their calendars.
    add_to_list("Cleo")
    command("meeting.cancel")
    send(chair, url, kind="cancellation", subject="Cancelled")
    clock(moved - HOUR + 1)
    assert sorted(mails.to[6:]) == ["ann@example.org", "bob@example.org"]
    message = mails.message()
    assert "removes the date from your calendar" in message.get_body(("plain",)).get_content()
    method, last = event_of(message)
    assert method == "CANCEL" and last["STATUS"] == "CANCELLED"
    assert last["UID"] == first["UID"] and last["SEQUENCE"] > second["SEQUENCE"]
    assert len(set(mails.numbers)) == len(mails.numbers) == 8


def test_a_letter_that_waits_tells_nobody_what_has_changed(
    chair, url, code, add_to_list, mails, command, clock, starts
):
    add_to_list("Ann")
    send(chair, url, kind="invitation", subject="Come", remind="yes")
    command("meeting.cancel")
    clock(now_ms())
    assert mails.to == []
    answer = chair.post(f"{url}/now", data=_form(chair, url, command))
    assert answer.status_code >= 400 and "People can be invited to a meeting that has a date" in answer.text
    # It takes place after all, but the reminder that was given up stays so.
    command("meeting.restore")
    clock(starts - HOUR)
    assert mails.to == []
    page = chair.get(f"/m/{code}/send").text
    assert "Reminder" in page and "0 of 1 sent" in page


def _form(chair, url, command):
    command("meeting.restore")
    page = preview(chair, url, kind="invitation")
    command("meeting.cancel")
    return {
        "kind": "invitation",
        "subject": "Come",
        "words": "",
        "how": "summary",
        "key": hidden(page, "key"),
        "seen": hidden(page, "seen"),
    }


def test_the_same_form_sent_twice_reminds_once_and_who_has_left_is_not_reminded(
    chair, url, add_to_list, mails, clock, starts, services, code
):
    add_to_list("Ann")
    add_to_list("Bob")
    page = preview(chair, url, kind="invitation", remind="yes")
    for _ in range(2):
        send(chair, url, page, kind="invitation", remind="yes")
    clock(now_ms())
    assert len(mails.to) == 2 and services.store.mailings.count(code) == 2
    [bob] = [each for each in services.store.attendance.recipients(code) if each.name == "Bob"]
    services.store.attendance.unsubscribe(bob.unsubscribe_token)
    clock(starts - DAY)
    assert mails.to[2:] == ["ann@example.org"]


def test_everything_is_in_the_language_of_the_meeting_whoever_sends_it(
    chair, url, add_to_list, mails, command, clock, starts
):
    add_to_list("Ann")
    command("meeting.edit", language="de")
    # The chair's own screen is in English.
    assert "Einladung: Homes that say yes" in chair.get(f"{url}?what=invitation").text
    send(chair, url, kind="invitation", subject="Kommen Sie", remind="yes")
    clock(now_ms())
    text = mails.message().get_body(("plain",)).get_content()
    with languages.using("de"):
        assert t("invitation.agenda_link") in text and shown_texts()["Welcome and new members"] in text
        assert f"{dates.Clock.in_zone('Europe/London').date(starts)}" in text
        reminder = t("mail.subject_of.reminder", title="Homes that say yes")
    assert "Guten Tag Ann" in text and "Welcome" not in text
    clock(starts - DAY + 1)
    assert mails.message()["Subject"] == reminder


def test_nobody_is_invited_to_a_meeting_without_a_date_or_after_the_start(chair, url, add_to_list, command, starts):
    add_to_list("Ann")
    command("meeting.edit", starts_at=None)
    assert "People can be invited to a meeting that has a date" in chair.get(f"{url}?what=invitation").text
    command("meeting.edit", starts_at=now_ms() + HOUR)
    page = chair.get(f"{url}?what=invitation").text
    assert 'name="subject"' in page and "Remind them the day before" not in page
    command("agenda.start")
    assert ">Invitation<" not in chair.get(f"{url}?what=report").text


@pytest.mark.without_mail_server
def test_without_a_mail_server_there_is_a_draft_and_no_reminder(chair, url, add_to_list, starts):
    add_to_list("Ann")
    assert "Remind them the day before" not in chair.get(f"{url}?what=invitation").text
    draft = chair.post(f"{url}/draft.eml", data={"kind": "invitation", "subject": "Come", "words": ""})
    message = email.message_from_bytes(draft.data, policy=policy.default)
    method, event = event_of(message)
    # Without a server to send from there is nobody to name as the organizer.
    assert method == "PUBLISH" and event["DTSTART"].dt == london(starts) and "ORGANIZER" not in event


@pytest.mark.without_mail_server
@pytest.mark.parametrize("language", ["en", *(code for code in languages.languages() if languages.is_rtl(code))])
def test_the_code_is_read_from_left_to_right_in_every_language(chair, url, code, starts, command, language):
    command("meeting.edit", language=language)
    draft = chair.post(f"{url}/draft.eml", data={"kind": "invitation", "subject": "Come", "words": ""})
    message = email.message_from_bytes(draft.data, policy=policy.default)
    # Without the mark, the halves of a code such as 974 KMT change places behind an Arabic word.
    said = f"{code[:3]} {code[3:]}" if language == "en" else f"\u200e{code[:3]} {code[3:]}"
    for text in (message.get_body(("plain",)).get_content(), str(event_of(message)[1]["DESCRIPTION"])):
        assert f" {said}" in text
