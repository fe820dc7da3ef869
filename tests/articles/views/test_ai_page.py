import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import AIPolicy
from articles.vocabulary import CHIPS
from factories.people import make_user
from factories.publication import LANGUAGES
from factories.stories import NOON, make_live, make_picture, make_policy, make_review, make_story, make_tool, publish
from newsroom.media.models import Picture
from newsroom.media.operations import origin
from newsroom.media.vocabulary import LABELS
from newsroom.publication.models import Publication

ANCHORS = ["generated", "edited", "translated", "partly", "data", "aid", "pictures", "tools", "policy", "report"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let it be the day on which tests happen."""
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=1))


def test_ai_page_explains_every_label(client):
    html = client.get("/ai/").text
    assert [label for label in [*CHIPS.values(), *LABELS.values()] if f">{label}</span>" not in html] == []


@pytest.mark.parametrize("prefix", ["", *(f"/{language}" for language in LANGUAGES[1:])])
def test_every_anchor_that_labels_lead_to_is_there_once(client, prefix):
    found = re.findall(r' id="([\w-]+)"', client.get(f"{prefix}/ai/").text)
    assert [found.count(anchor) for anchor in ANCHORS] == [1] * len(ANCHORS)


def test_labels_are_printed_in_both_weights_as_on_a_story(client):
    edition = make_live(level="generated")
    label = re.search('<p class="ai-label".*?</p>', client.get(edition.get_absolute_url()).text)[0]
    shown = re.findall('<p class="ai-label".*?</p>', client.get("/ai/").text)
    assert re.sub(" <a.*</a>", "", label) in shown
    assert [re.search('need="(.)', each)[1] for each in shown] == list("mvmvmvmv")


def test_ai_page_shows_the_policy_that_holds_and_leads_to_the_others(client):
    first, second = make_policy(), make_policy(text={"en": "AI may translate."}, four_eyes=True)
    html = client.get("/ai/").text
    assert ("AI may translate." in html, "decides what is news" in html, "a second person does" in html) == (1, 0, 1)
    assert f"Version {second.pk}, " in html
    assert f'href="/ai/policy/{first.pk}/"' in html


def test_policy_missing_in_a_language_is_marked_as_another_ones(client):
    make_policy()
    assert '<div lang="en" dir="ltr"><p>AI never decides what is news.</p></div>' in client.get("/ar/ai/").text


def test_version_of_the_policy_says_how_long_it_held(client):
    first, second = make_policy(), make_policy(text={"en": "AI may translate."})
    old = client.get(f"/ai/policy/{first.pk}/").text
    assert "AI never decides what is news." in old
    assert "It held until <time" in old
    assert "It holds today." in client.get(f"/ai/policy/{second.pk}/").text


@pytest.mark.parametrize("number", ["0", "99", "9" * 30])
def test_version_that_does_not_exist_is_not_found(client, number):
    assert client.get(f"/ai/policy/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"label_reviewed": False}, "unless a person checked the very words"),
        ({"realistic_pictures": AIPolicy.Pictures.FORBID}, "We do not publish AI pictures that look real."),
        ({"credit": AIPolicy.Credit.FUNCTION}, "named by their function"),
        ({"publishes_unassessed": True}, "nothing is then claimed of them"),
        ({"answer_days": 1}, "We answer within 1 day."),
    ],
)
def test_rules_are_said_in_words(client, setting, words):
    before = client.get("/ai/").text
    make_policy(**setting)
    assert (words in before, words in client.get("/ai/").text) == (False, True)


def test_register_lists_tools_in_use_first(client):
    make_tool("Alder", "1", since=date(2026, 1, 1), until=date(2026, 11, 22))
    make_tool("Birch", "2", provider="Birch & Sons")
    html = client.get("/ai/").text
    assert 0 < html.index("Birch 2") < html.index("Birch &amp; Sons") < html.index("in use<") < html.index("Alder 1")


def test_ai_page_says_who_answers_and_how_to_reach_them(client):
    assert '<a href="mailto:editor@tidewater.example">' in client.get("/ai/").text
    Publication.objects.update(responsible_contact="https://tidewater.example/contact")
    assert '<a href="https://tidewater.example/contact">' in client.get("/ai/").text


@pytest.mark.parametrize(
    ("mining", "words"), [("", "We have said nothing"), ("allowed", "may be used"), ("reserved", "may not be used")]
)
def test_ai_page_says_whether_machines_may_be_trained(client, mining, words):
    Publication.objects.update(mining=mining)
    html = client.get("/ai/").text
    assert words in html
    assert ('href="/tdm-policy.json"' in html) == (mining == "reserved")


def numbers(client, month="November 2026"):
    row = re.search(f'<tr><th scope="row">{month}</th>(.*?)</tr>', client.get("/ai/").text)[1]
    return list(map(int, re.findall("<td>([0-9]+)</td>", row)))


def test_months_are_counted_by_level_check_and_picture(client):
    make_live()
    make_live(level="generated")
    make_live(level="automated")
    make_live(level="edited")
    make_live(
        level="none", levels={"headline": "generated"}, lead_picture=make_picture(origin="trainedAlgorithmicMedia")
    )
    checked = make_story(level="translated")
    make_review(checked)
    publish(checked)
    #                         all gen auto edit trans partly checked not pictures relabelled overruled
    assert numbers(client) == [6, 1, 1, 1, 1, 1, 1, 4, 1, 0, 0]


def test_label_changed_later_counts_once_in_the_month_in_which_it_was(client, monkeypatch):
    edition = make_live()
    edition.story.disclosures.update(level="generated")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 24, tzinfo=UTC))
    publish(edition.story, change="update", minutes=60 * 24 * 10)
    publish(edition.story, change="correction", note="It was Tuesday.", minutes=60 * 24 * 11)
    assert numbers(client, "December 2026")[-2:] == [1, 0]
    assert numbers(client, "November 2026")[-2:] == [0, 0]


def test_story_counts_in_the_month_that_it_was_where_the_publication_is(client, monkeypatch):
    Publication.objects.update(time_zone="Pacific/Kiritimati")
    make_live(minutes=60 * 24 * 7 - 60)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 24, tzinfo=UTC))
    assert (numbers(client)[0], numbers(client, "December 2026")[0]) == (0, 1)


def test_ai_page_asks_ten_questions_however_much_there_is(client, django_assert_num_queries):
    client.get("/ai/")
    for number in range(3):
        make_live(level="generated", minutes=number)
        make_policy()
        make_tool(version=str(number))
    with django_assert_num_queries(10):
        client.get("/ai/")


def test_report_is_prefilled_with_the_page_that_led_here(client):
    html = client.get('/ai/?about=/2026/11/23/x/"><script>').text
    assert 'value="/2026/11/23/x/&quot;&gt;&lt;script&gt;"' in html


def test_overruled_mark_counts_even_once_it_is_forgotten(client):
    picture = make_picture(detected={"is_ai": "yes"})
    origin.override_detection(picture, actor=make_user("publisher"), reason="Ada took it herself, I was there.")
    Picture.objects.update(override_reason="", override_by=None, override_at=None)
    assert numbers(client)[-1] == 1
