"""What a story's page says of AI: where, in which words and weight, for every level, check and interface language."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils.translation import gettext, override

from articles import statement
from articles.models import AIPolicy
from articles.operations import publishing
from articles.vocabulary import LABELLED, AILevel
from factories.people import make_user
from factories.publication import LANGUAGES
from factories.stories import NOON, figure, make_live, make_picture, make_story
from factories.stories import publish as publish_story
from factories.story_page import details, label, opened, part, publish, text

# (level of the body, checked) → key and weight of the label.
LABELS = {
    ("edited", False): ("text.edited.unreviewed", "mandatory"),
    ("edited", True): ("text.edited.reviewed", "voluntary"),
    ("translated", False): ("text.translated.unreviewed", "mandatory"),
    ("translated", True): ("text.translated.reviewed", "voluntary"),
    ("generated", False): ("text.generated.unreviewed", "mandatory"),
    ("generated", True): ("text.generated.reviewed", "voluntary"),
    ("automated", False): ("text.generated.unreviewed", "mandatory"),
    ("automated", True): ("text.generated.unreviewed", "mandatory"),
}


@pytest.mark.parametrize("interface", LANGUAGES)
@pytest.mark.parametrize(("level", "is_checked"), LABELS)
def test_label_stands_under_the_headline_in_the_readers_language(client, level, is_checked, interface):
    edition = publish(level=level, is_checked=is_checked)
    html = opened(client, edition, interface)
    key, need = LABELS[level, is_checked]
    with override(interface):
        words = statement.label_words(key, editor="Ada Fenn", source_language="fr").rstrip(".")
        link = gettext("How we use AI")
    prefix = "" if interface == "en" else f"/{interface}"
    assert label(html) == (need, f"{words}.", f"{prefix}/ai/#{key.split('.')[1]}")
    assert re.search(f'</h1>\\s*<p class="ai-label".*?>{link}</a></p>\\s*<p class="standfirst"', html, re.S)


@pytest.mark.parametrize("interface", LANGUAGES)
@pytest.mark.parametrize("level", [level for level in AILevel if level not in LABELLED])
def test_text_without_generative_ai_carries_no_label(client, level, interface):
    html = opened(client, publish(level=level, tools=True), interface)
    assert label(html) is None
    assert 'class="ai-chip' not in html and 'class="ai-mark' not in html


@pytest.mark.parametrize("interface", LANGUAGES)
def test_label_of_a_part_names_it_and_the_part_is_marked(client, interface):
    edition = publish(level="none", levels={"standfirst": "generated"})
    html = opened(client, edition, interface)
    with override(interface):
        words = statement.label_words("text.partly", parts=["standfirst"])
    assert label(html)[:2] == ("mandatory", f"{words}.")
    assert re.findall('<(\\w+)[^>]* data-ai-level="(\\w+)"', html) == [("article", "none"), ("p", "generated")]


def test_caption_by_ai_is_marked_at_the_lead_and_in_the_text(client):
    edition = publish(
        level="none",
        levels={"caption": "generated"},
        lead_picture=make_picture(),
        lead_caption="The quay",
        body=f"<p>Words.</p>{figure(make_picture())}",
    )
    html = opened(client, edition)
    assert len(re.findall('<span[^>]* data-ai-level="generated">The quay', html)) == 2
    assert label(html)[1] == "Partly by AI: captions."


@pytest.mark.parametrize(
    ("level", "levels", "marked"),
    [
        ("generated", {}, [("article", "generated")]),
        ("edited", {"headline": "generated"}, [("article", "edited"), ("h1", "generated")]),
        ("generated", {"headline": "none"}, [("article", "generated"), ("h1", "none")]),
    ],
)
def test_machines_find_the_level_on_the_story_and_where_it_differs(client, level, levels, marked):
    html = opened(client, publish(level=level, levels=levels))
    assert re.findall('<(\\w+)[^>]* data-ai-level="(\\w+)"', html) == marked
    assert "ai-disclosure=" not in html


def test_unchecked_words_of_no_public_interest_say_so_in_the_plain_weight(client):
    edition = publish(level="generated", is_public_interest=False, scope_reason="A puzzle for children, no news.")
    assert label(opened(client, edition))[:2] == ("voluntary", "Reported by AI. Not checked by an editor.")


def test_label_left_off_by_the_policy_leaves_how_the_story_was_made(client):
    AIPolicy.objects.create(label_reviewed=False, published_at=NOON)
    html = opened(client, publish(level="generated", is_checked=True))
    assert label(html) is None and "byline--" not in html
    assert details(html)["Checked by"][0].startswith("Ada Fenn, ")


def test_archive_that_nobody_assessed_says_nothing(client):
    AIPolicy.objects.create(publishes_unassessed=True, published_at=NOON)
    story = make_story(is_archive=True, ai_role="Nobody knows.")
    story.disclosures.all().delete()
    html = opened(client, publish_story(story))
    assert (label(html), details(html), "data-ai-level" in html) == (None, None, False)


@pytest.mark.parametrize(
    ("interface", "marked"), [("en", "<bdi>"), ("yo", '<bdi lang="en">'), ("ar", '<bdi lang="en">')]
)
def test_name_of_who_checked_keeps_its_language(client, interface, marked):
    html = opened(client, publish(level="generated", is_checked=True), interface)
    assert html.count(f"{marked}Ada Fenn</bdi>") == 2


def test_function_that_checked_is_named_in_the_readers_language(client):
    AIPolicy.objects.create(credit="function", function={"en": "our desk", "es": "nuestra mesa"}, published_at=NOON)
    html = opened(client, publish(level="generated", is_checked=True), "es")
    assert label(html)[1].endswith(" nuestra mesa.")
    assert "<bdi>nuestra mesa</bdi>, <time" in html


def test_words_typed_by_people_are_escaped(client):
    AIPolicy.objects.create(credit="function", function={"en": "<b>desk</b>"}, published_at=NOON)
    html = opened(client, publish(level="generated", is_checked=True, ai_role="<i>role</i>", tools=True))
    assert "<b>" not in html and "<i>" not in html
    assert html.count("&lt;b&gt;desk&lt;/b&gt;") == 2


@pytest.mark.parametrize(
    ("level", "rule"),
    [
        ("none", ""),
        ("aid", ""),
        ("data", ""),
        ("edited", "assisted"),
        ("translated", "assisted"),
        ("generated", "machine"),
        ("automated", "machine"),
    ],
)
def test_rules_around_the_byline_are_dashed_where_ai_wrote(client, level, rule):
    found = re.findall('class="byline(?: byline--(\\w+))?"', opened(client, publish(level=level)))
    assert found == [rule]


@pytest.mark.parametrize("level", ["none", "generated"])
def test_label_and_how_the_story_was_made_cost_no_query(client, django_assert_num_queries, level):
    url = publish(level=level, tools=True).get_absolute_url()
    with django_assert_num_queries(7):
        client.get(url)


@pytest.mark.parametrize(
    ("kind", "words"), [("opinion", "Opinion"), ("press_release", "Press release"), ("news", None)]
)
def test_kind_of_story_is_said_near_the_headline(client, kind, words):
    html = opened(client, publish(kind=kind))
    assert part(html, '<p class="story__kind"><span class="kind-chip">(.*?)</span></p>\n<p class="standfirst"') == words


def test_sponsored_story_names_who_paid_and_its_links_say_so(client):
    body = '<p>Book <a href="https://ferries.example/">here</a> or <a href="mailto:a@ferries.example">write</a>.</p>'
    sources = [{"text": "Timetable", "url": "https://ferries.example/times/"}]
    html = opened(client, publish(kind="sponsored", payer="Quay & Co", body=body, sources=sources))
    assert text(part(html, '<p class="story__kind">(.*?)</p>')) == "Sponsored Paid for by Quay & Co"
    assert re.findall('<a href="[^"]*ferries.example[^"]*" rel="([^"]*)"', html) == ["sponsored noopener"] * 3


def test_links_of_other_stories_say_nothing_of_themselves(client):
    html = opened(client, publish(body='<p><a href="https://ferries.example/">Here</a>.</p>'))
    assert '<a href="https://ferries.example/">Here</a>' in html and "sponsored" not in html


def test_notes_on_the_label_have_addresses_counted_from_the_oldest(client):
    edition, publisher = make_live(), make_user("publisher")
    publishing.reissue(edition, actor=publisher, note="The first note.", now=NOON + timedelta(minutes=1))
    edition = publish_story(edition.story, change="correction", note="It was Tuesday.", minutes=2)
    publishing.reissue(edition, actor=publisher, note="The second note.", now=NOON + timedelta(minutes=3))
    html = opened(client, edition)
    assert re.findall('<li(?: id="([^"]*)")?><strong>', html) == ["ai-note-2", "correction-1", "ai-note-1"]
    path = edition.get_absolute_url()
    listed = client.get("/corrections/").text
    assert sorted(re.findall(f'href="{path}#([^"]*)"', listed)) == ["ai-note-1", "ai-note-2", "correction-1"]


def test_every_key_has_been_seen():
    assert {key for key, _need in LABELS.values()} | {"text.partly", "text.data"} == set(statement.WORDS)
    assert set(product(map(str, LABELLED), [False, True])) == set(LABELS)
