"""The chips on cards: on every list, for every label, in every interface language, and for no query more."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.models import AIPolicy
from articles.search.tables import READERS
from articles.vocabulary import CHIPS, KIND_CHIPS, AILevel, Kind
from factories.publication import LANGUAGES
from factories.stories import (
    NOON,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_section,
    make_story,
    make_tag,
    publish,
)

LISTS = ["/", "/sections/harbour/", "/tags/boats/", "/authors/ada-fenn/"]
# Level and parts of a story → its chip; what is not here has none.
CHIPPED = {
    "edited": "text.edited.unreviewed",
    "translated": "text.translated.unreviewed",
    "generated": "text.generated.unreviewed",
    "automated": "text.generated.unreviewed",
}


@pytest.fixture
def shelf():
    """What puts a story on every list."""
    return {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Fenn")]}


def cards(client, path, interface="en"):
    """Return the cards of a page: (headline, chips of kind and text)."""
    html = client.get(path if interface == "en" else f"/{interface}{path}").text
    return [
        (re.search(r"<h\d[^>]*><a[^>]*>(.*?)</a>", card)[1], chips(card))
        for card in re.findall('<article class="story-card.*?</article>', html, re.S)
    ]


def chips(card):
    after = card[card.index("</a></h") :]
    return re.findall('class="(?:kind-chip|ai-chip ai-chip--text)">(.*?)</span>', after)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("level", AILevel)
def test_card_carries_the_chip_after_its_headline(client, shelf, path, level):
    make_live(level=level, headline="Boats", **shelf)
    expected = [str(CHIPS[CHIPPED[level]])] if level in CHIPPED else []
    assert cards(client, path) == [("Boats", expected)]


@pytest.mark.parametrize("query", ["?q=nobody", "?q=nowhere"])
def test_search_shows_chips_on_what_it_found_and_on_the_newest(client, query):
    READERS.clear()
    make_live(level="generated", kind="opinion", headline="Boats", standfirst="They were late and nobody minded.")
    assert cards(client, f"/search/{query}") == [("Boats", ["Opinion", "Reported by AI"])]


@pytest.mark.parametrize("interface", LANGUAGES)
@pytest.mark.parametrize("level", CHIPPED)
def test_chip_is_in_the_readers_language(client, shelf, interface, level):
    make_live(level=level, headline="Boats", **shelf)
    with override(interface):
        assert cards(client, "/", interface) == [("Boats", [str(CHIPS[CHIPPED[level]])])]


@pytest.mark.parametrize(
    ("level", "levels", "words"),
    [
        ("edited", {}, "Edited with AI"),
        ("generated", {}, "Reported by AI"),
        ("none", {"summary": "edited"}, "Partly by AI"),
    ],
)
def test_chip_of_checked_words(client, shelf, level, levels, words):
    story = make_story(level=level, levels=levels, summary="Boats.", headline="Boats", **shelf)
    make_review(story)
    publish(story)
    assert cards(client, "/sections/harbour/") == [("Boats", [words])]


def test_label_left_off_by_the_policy_is_off_the_cards_too(client, shelf):
    AIPolicy.objects.create(label_reviewed=False, published_at=NOON)
    story = make_story(level="generated", headline="Boats", **shelf)
    make_review(story)
    publish(story)
    assert cards(client, "/") == [("Boats", [])]


def test_related_stories_carry_their_chips(client, shelf):
    edition = make_live(headline="This one", **shelf)
    for number, level in enumerate(["generated", "edited"]):
        make_live(headline=f"Boat {number}", level=level, minutes=number, **shelf)
    found = cards(client, edition.get_absolute_url())
    assert sorted(found) == [("Boat 0", ["Reported by AI"]), ("Boat 1", ["Changed by AI"])]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("kind", Kind)
def test_card_says_what_kind_of_story_it_is(client, shelf, path, kind):
    payer = "Quay & Co" if kind == Kind.SPONSORED else ""
    make_live(headline="Boats", level="generated", kind=kind, payer=payer, **shelf)
    expected = [str(KIND_CHIPS[kind])] if kind in KIND_CHIPS else []
    assert cards(client, path) == [("Boats", [*expected, "Reported by AI"])]


def test_large_card_says_it_of_text_and_picture(client, shelf):
    picture = make_picture(origin="trainedAlgorithmicMedia")
    make_live(level="generated", lead_picture=picture, **shelf)
    html = client.get("/").text
    meta = re.search('<p class="story-card__meta">(.*?)</p>', html, re.S)[1]
    assert re.findall(r"ai-chip--(\w+)", meta) == ["text", "picture"]


def test_smallest_picture_shows_two_letters_and_says_all_the_words(client, shelf):
    portrait = make_picture(origin="trainedAlgorithmicMedia")
    author = make_author("Bo Quill", picture=portrait)
    make_live(authors=[author], section=shelf["section"])
    badge = re.search('ai-chip--picture"[^>]*>(.*?)</span></span>', client.get("/authors/bo-quill/").text)[1]
    assert '<span class="ai-chip__short" aria-hidden="true">AI</span>' in badge
    assert '<span class="ai-chip__words">Image generated by AI' in badge


def test_labels_of_thirty_cards_cost_no_query(client, django_assert_num_queries):
    picture = make_picture(origin="trainedAlgorithmicMedia")
    sections = [make_section(f"s{place}") for place in range(6)]
    plain = [make_live(section=section, minutes=-60) for section in sections]
    assert client.get("/").text.count("<article") == len(plain)
    with CaptureQueriesContext(connection) as without_labels:
        client.get("/")
    for minutes in range(36):
        section = sections[minutes % 6]
        make_live(level="generated", kind="opinion", section=section, minutes=minutes, lead_picture=picture)
    with django_assert_num_queries(len(without_labels)):
        html = client.get("/").text
    assert html.count("ai-chip--text") == html.count('"kind-chip"') == html.count("<article") >= 25
