"""The desk's front page: what waits for whom, each line with the list that shows the same stories."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import AIReport, Story
from articles.operations import publishing, waiting
from articles.templatetags.desk_day import desk_day
from articles.vocabulary import AILevel, Status
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import NOON, make_author, make_live, make_picture, make_review, make_section, make_story, publish
from newsroom import local_time
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
DESK = "/admin/"
SECRET = "The mayor resigns"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def sign_in(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def lines(client):
    """Return {words: (count, address)} of the lines on the front page."""
    html = client.get(DESK).text.partition('id="day-title"')[2].partition("</section>")[0]
    return {
        words: (count, address.replace("&amp;", "&"))
        for address, words, count in re.findall('<li><a href="([^"]+)">([^<]+)</a>: ([0-9+]+)</li>', html)
    }


def listed(client, address):
    """Return the headlines, or the rows' names, of the list that a line leads to."""
    return sorted(str(row) for row in client.get(address).context["cl"].result_list)


def sent_back(writer, **fields):
    story = make_story(created_by=writer, **fields)
    publishing.submit(story, actor=make_user("editor"))
    publishing.send_back(story, actor=make_user("editor"), note="Who says so?")
    return story


def make_translation(original, **fields):
    """Return a live translation of a live edition, held against it."""
    story = make_story(language="yo", translation_of=original.story, original=original, **fields)
    return publish(story)


def planned(headline, at, **fields):
    return make_story(headline=headline, status=Status.SCHEDULED, scheduled_for=at, **fields)


def later_today():
    """Return a moment of today, in the publication's time zone, that is not past."""
    now = timezone.now()
    return min(now + timedelta(minutes=30), waiting.day_of(now)[1])


def everything(person, number=1):
    """Make one story or more for every queue of an editor, and return what each line must count."""
    for _ in range(number):
        sent_back(person)
        make_story(assignee=person, due_at=timezone.now() + timedelta(days=2))
        make_story(due_at=timezone.now() - timedelta(hours=1))
        planned("Late", timezone.now() - timedelta(hours=30))
        make_story(status=Status.APPROVED, schedule_refusal="A check went stale.")
        make_story(status=Status.IN_REVIEW, level=AILevel.GENERATED)
        planned("Today", later_today())
        original = make_live()
        make_translation(original)
        publish(original.story, change="correction", note="It was Friday.", minutes=5)
        AIReport.objects.create(about="mistake", address="/x/", text="Wrong.", created_at=timezone.now())
        AIReport.objects.create(about="label", address="/x/", text="By AI.", created_at=timezone.now())
        make_picture(detected={"is_ai": "yes"})
        make_picture(use_by=timezone.localdate() + timedelta(days=3))


EVERY_LINE = {
    *("Sent back to me", "In my hands", "Past their due time", "Planned work that is overdue"),
    *("Did not go out as planned", "To review", "Approved, to publish", "Planned for today"),
    *("Translations whose original was corrected", "Translations whose original has changed", "Words to check"),
    *("Mistakes that readers report", "Readers’ reports to answer"),
    *("Pictures whose file’s marks disagree with their origin", "Pictures whose rights end within 30 days"),
}


def test_every_line_leads_to_a_list_of_as_many_rows(client):
    everything(sign_in(client))
    shown = lines(client)
    assert set(shown) == EVERY_LINE
    for words, (count, address) in shown.items():
        page = client.get(address)
        rows = page.context["rows"] if words == "Words to check" else page.context["cl"].result_list
        assert (words, len(rows)) == (words, int(count))


def test_front_page_asks_as_much_for_three_of_everything_as_for_one(client):
    person = sign_in(client)
    make_section()
    asked = []
    for number in (1, 2):
        everything(person, number)
        client.get(DESK)
        with CaptureQueriesContext(connection) as captured:
            client.get(DESK)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 24


def test_what_waits_costs_a_handful_of_queries(client, django_assert_num_queries):
    person = make_user("editor")
    everything(person, 2)
    person.get_all_permissions()
    # One for the publication's time zone, which a request has already, and one for every count.
    with django_assert_num_queries(2):
        assert waiting.lengths(person)["review"] == 2


def test_nothing_is_said_in_words(client):
    sign_in(client, "reporter")
    make_story(status=Status.IN_REVIEW)
    assert "Nothing waits for you." in client.get(DESK).text


def test_administrator_without_a_desk_role_is_told_of_no_stories(client):
    sign_in(client, "administrator")
    make_story(status=Status.IN_REVIEW, headline=SECRET)
    html = client.get(DESK).text
    assert ("What waits for you" in html, SECRET in html) == (False, False)


def test_reporter_is_shown_what_they_can_act_on_and_no_more(client):
    person = sign_in(client, "reporter")
    everything(make_user("editor"))
    sent_back(person, headline="Mine", due_at=timezone.now() - timedelta(hours=1))
    make_story(headline="Handed in", created_by=person, assignee=person, status=Status.IN_REVIEW)
    shown = lines(client)
    assert set(shown) == {"Sent back to me", "Past their due time"}
    assert [listed(client, address) for _count, address in shown.values()] == [["Mine"], ["Mine"]]


@pytest.mark.parametrize("key", sorted(waiting.QUEUES))
def test_queue_that_a_reporter_may_not_act_on_lists_nothing_of_others(client, key):
    sign_in(client, "reporter")
    everything(make_user("editor"))
    assert listed(client, f"/admin/articles/story/?waits={key}") == []


def test_restricted_story_is_counted_for_those_who_see_it_alone(client):
    make_story(headline=SECRET, status=Status.IN_REVIEW, is_restricted=True)
    planned(SECRET, later_today(), is_restricted=True)
    sign_in(client)
    assert (lines(client), SECRET in client.get(DESK).text) == ({}, False)
    sign_in(client, "publisher")
    assert {words: count for words, (count, _url) in lines(client).items()} == {
        "To review": "1",
        "Planned for today": "1",
    }


def test_sent_back_story_waits_until_it_is_handed_in_again(client):
    person = sign_in(client, "reporter")
    story = sent_back(person)
    Story.objects.filter(pk=story.pk).update(version=2)
    assert "Sent back to me" in lines(client)
    publishing.submit(story, actor=person)
    assert "Sent back to me" not in lines(client)


def test_changes_of_a_live_story_are_reviewed_and_sent_back_like_a_draft(client):
    person = sign_in(client)
    story = make_live(created_by=person).story
    Story.objects.filter(pk=story.pk).update(version=2, status=Status.IN_REVIEW)
    assert listed(client, lines(client)["To review"][1]) == [story.headline]
    publishing.send_back(story, actor=make_user("editor"), note="Shorter.")
    assert listed(client, lines(client)["Sent back to me"][1]) == [story.headline]


def test_story_in_hand_says_when_it_is_due_and_that_it_is_overdue(client):
    person = sign_in(client)
    moments = [timezone.now() + timedelta(days=days) for days in (-1, 1)]
    for at in moments:
        make_story(assignee=person, due_at=at)
    html = client.get(DESK).text
    zone = Publication.current().zone
    said = [f"was due {local_time.short(moments[0], zone)}", f"due {local_time.short(moments[1], zone)}"]
    assert [words in html for words in said] == [True, True]
    assert html.index(said[0]) < html.index(f"</a> {said[1]}")


def test_story_in_hand_is_done_once_it_is_published(client):
    person = sign_in(client)
    story = make_story(assignee=person, due_at=timezone.now() - timedelta(days=1))
    story.collaborators.add(make_user("editor"))
    assert {"In my hands", "Past their due time"} <= set(lines(client))
    publish(story)
    assert lines(client) == {}


def test_collaborator_has_the_story_in_hand_too(client):
    person = sign_in(client, "reporter")
    story = make_story(headline="Ours")
    story.collaborators.add(person)
    assert listed(client, lines(client)["In my hands"][1]) == ["Ours"]


def test_today_is_a_timeline_with_the_zone_of_its_times(client):
    sign_in(client)
    first = later_today()
    planned("Ferry late", first)
    withdrawn = make_live(headline="Old fares").story
    Story.objects.filter(pk=withdrawn.pk).update(withdraw_for=first, withdraw_reason="Old.")
    planned("Tomorrow", timezone.now() + timedelta(days=1, minutes=5))
    plans = client.get(DESK).text.partition('id="plans-title"')[2].partition("</section>")[0]
    assert plans.count(f"<b>{local_time.clock(first, Publication.current().zone)}</b>") == 2
    assert plans.index("Ferry late</a> goes out") < plans.index("Old fares</a> comes down")
    assert "Tomorrow" not in plans


def test_plan_stands_as_late_once_people_have_waited_long_enough():
    person = make_user("editor")
    planned("Ferry", NOON)
    said = [desk_day(person, now=NOON + timedelta(minutes=minutes)).plans[0] for minutes in (1, 5)]
    assert [(plan.at, plan.is_late) for plan in said] == [("13:00 WAT", False), ("13:00 WAT", True)]


def test_more_than_can_be_counted_quickly_is_said_so(client, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 2)
    sign_in(client)
    for _ in range(4):
        make_story(status=Status.IN_REVIEW)
    assert waiting.lengths(make_user("editor"))["review"] == 3


def test_checked_words_that_were_saved_again_unchanged_are_not_counted(client):
    sign_in(client)
    story = make_story(status=Status.IN_REVIEW, level=AILevel.GENERATED)
    make_review(story)
    story.save()
    assert "Words to check" not in lines(client)
    story.body = "<p>Other words.</p>"
    story.save()
    assert lines(client)["Words to check"][0] == "1"


def test_translation_is_stale_until_it_is_held_against_the_new_words(client):
    editor = sign_in(client)
    original = make_live()
    translation = make_translation(original)
    assert lines(client) == {}
    original.story.body = "<p>Other words.</p>"
    original.story.save()
    publish(original.story, change="update", minutes=30)
    assert listed(client, lines(client)["Translations whose original has changed"][1]) == [translation.headline]
    assert "Translations whose original was corrected" not in lines(client)
    publishing.confirm_original(translation.story, actor=editor)
    assert lines(client) == {}


def test_list_says_which_queue_it_shows(client):
    sign_in(client)
    make_story(status=Status.IN_REVIEW)
    html = client.get("/admin/articles/story/?waits=review").text
    assert '<li class="selected">' in html.partition("By what waits")[2].partition("</ul>")[0]


@pytest.mark.parametrize("value", ["", "x", "sent_back%27", "9"])
def test_queue_that_does_not_exist_is_an_answer_and_no_error(client, value):
    sign_in(client)
    assert client.get(f"/admin/articles/story/?waits={value}").status_code == 200


def test_author_of_the_byline_is_told_that_it_was_sent_back(client):
    person = sign_in(client, "reporter")
    story = make_story(authors=[make_author(account=person)])
    publishing.submit(story, actor=make_user("editor"))
    publishing.send_back(story, actor=make_user("editor"), note="Why?")
    assert listed(client, lines(client)["Sent back to me"][1]) == [story.headline]


def test_front_page_leads_to_the_report_on_labels_for_those_who_may_read_it(client):
    sign_in(client)
    assert reverse("admin:articles_compliance") in client.get(DESK).text
