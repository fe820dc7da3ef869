"""What a story's page claims to machines about AI: headers, meta, and structured data."""

import json
import re

import pytest

from articles.models import AIPolicy, TextDisclosure
from factories.people import make_user
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_story,
    make_tool,
    publish,
)
from newsroom.publication.models import Publication

SITE = "https://tidewater.example"
TRAINED = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"


def structured(client, edition, prefix=""):
    html = client.get(prefix + edition.get_absolute_url()).text
    return json.loads(re.search('<script type="application/ld.json">(.*?)</script>', html, re.S)[1])


def checked(*, author="Ada Example", **fields):
    """Return the live edition of a story that AI wrote and a person checked."""
    editor = make_user("editor", username="secret-login")
    if author:
        make_author(author, account=editor)
    story = make_story(level="generated", **fields)
    story.ai_tools.add(make_tool())
    make_review(story, reviewer=editor)
    return publish(story)


def unassessed():
    AIPolicy.objects.create(publishes_unassessed=True, published_at=NOON)
    story = make_story(is_archive=True)
    TextDisclosure.objects.filter(story=story).delete()
    return publish(story)


@pytest.mark.parametrize("prefix", ["", "/yo"])
def test_page_names_its_statement_without_a_language(client, prefix):
    edition = make_live(language="yo")
    address = f"{SITE}{edition.get_absolute_url()}ai.json"
    page = client.get(prefix + edition.get_absolute_url())
    assert page["Link"] == f'<{address}>; rel="describedby"; type="application/json"'
    assert f'<link rel="describedby" type="application/json" href="{address}">' in page.text
    assert client.get(address.removeprefix(SITE)).status_code == 200


def test_address_of_a_statement_fits_in_a_header(client):
    edition = make_live(language="ar", slug="عاد-القارب")
    assert "%D8%B9%D8%A7%D8%AF" in client.get(edition.get_absolute_url())["Link"]


def test_headers_can_be_left_off(client, settings):
    settings.AI_HEADERS = False
    page = client.get(make_live(level="generated").get_absolute_url())
    assert not {"Link", "AI-Disclosure"} & set(page.headers)
    assert '<meta name="ai-disclosure"' in page.text


def test_drafts_can_be_left_off(client, settings):
    settings.AI_DRAFT_STANDARDS = False
    page = client.get(make_live(level="generated").get_absolute_url())
    assert ("AI-Disclosure" in page.headers, "Link" in page.headers) == (False, True)
    assert '<meta name="ai-disclosure"' not in page.text


def test_people_alone_is_claimed_only_where_they_did_every_part(client):
    page = client.get(make_live(level="none", levels={"headline": "generated"}).get_absolute_url())
    assert "AI-Disclosure" not in page.headers
    assert '<meta name="ai-disclosure"' not in page.text


def test_nothing_is_claimed_of_what_nobody_assessed(client):
    edition = unassessed()
    page = client.get(edition.get_absolute_url())
    assert "AI-Disclosure" not in page.headers
    assert '<meta name="ai-disclosure"' not in page.text
    assert not {"digitalSourceType", "creditText", "hasPart"} & set(structured(client, edition))


def test_lists_claim_nothing(client):
    make_live(level="generated")
    for path in ("/", "/corrections/", "/ai/"):
        page = client.get(path)
        assert not {"Link", "AI-Disclosure", "Content-Usage"} & set(page.headers), path
        assert 'rel="describedby"' not in page.text, path


def test_story_carries_the_reservation_of_rights(client):
    edition = make_live()
    assert "Content-Usage" not in client.get(edition.get_absolute_url()).headers
    Publication.objects.update(mining="reserved")
    page = client.get(edition.get_absolute_url())
    assert (page["Content-Usage"], page["tdm-reservation"]) == ("train-ai=n", "1")


def test_credit_names_the_tools_inside_the_label(client):
    data = structured(client, checked())
    assert data["creditText"] == "Reported by AI (ExampleGen 3.1), checked by Ada Example"
    assert data["publishingPrinciples"] == f"{SITE}/ai/"


def test_credit_is_in_the_storys_language_in_every_interface(client):
    edition = make_live(level="generated")
    credit = "Reported by AI. Not checked by an editor."
    assert {structured(client, edition, prefix)["creditText"] for prefix in ("", "/yo", "/ar")} == {credit}


def test_person_who_checked_is_an_editor_with_their_page(client):
    edition = checked()
    ada = {"@type": "Person", "name": "Ada Example", "url": f"{SITE}/authors/ada-example/"}
    data = structured(client, edition)
    assert (data["editor"], data["author"][0]["@type"]) == ([ada], "Organization")


def test_person_who_edited_and_checked_is_named_once(client):
    editor = make_user("editor")
    ada = make_author("Ada Example", account=editor)
    story = make_story(level="generated", authors=[(ada, "editing")])
    make_review(story, reviewer=editor)
    assert [person["name"] for person in structured(client, publish(story))["editor"]] == ["Ada Example"]


@pytest.mark.parametrize("credit", ["name", "function"])
def test_who_checked_without_a_name_for_readers_is_nobodys_name(client, credit):
    AIPolicy.objects.create(credit=credit, function={"en": "our foreign desk"}, published_at=NOON)
    edition = checked(author="Ada Example" if credit == "function" else "")
    page = client.get(edition.get_absolute_url()).text
    assert "editor" not in structured(client, edition)
    assert "secret-login" not in page


def test_parts_that_ai_made_otherwise_are_named_and_on_the_page(client):
    edition = make_live(level="edited", levels={"headline": "generated", "standfirst": "none"})
    [part] = structured(client, edition)["hasPart"]
    assert part == {
        "@type": "WebPageElement",
        "name": "headline",
        "cssSelector": ".story__headline",
        "digitalSourceType": TRAINED,
    }


def test_every_selector_of_a_part_finds_it(page, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    parts = ("headline", "standfirst", "summary", "caption", "alt")
    words = {"lead_picture": make_picture(), "lead_alt": "Boats", "lead_caption": "At dawn", "summary": "In short."}
    edition = make_live(level="none", levels=dict.fromkeys(parts, "generated"), **words)
    page.goto(live_server.url + edition.get_absolute_url())
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content())
    assert {part["name"] for part in data["hasPart"]} == set(parts)
    assert [part["name"] for part in data["hasPart"] if not page.locator(part["cssSelector"]).count()] == []


@pytest.mark.parametrize(
    "kind, type_",
    [
        ("news", "NewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("explainer", "BackgroundNewsArticle"),
        ("press_release", "NewsArticle"),
        ("wire", "NewsArticle"),
    ],
)
def test_kind_of_story_is_its_type(client, kind, type_):
    assert structured(client, make_live(kind=kind))["@type"] == type_


def test_sponsored_story_names_its_sponsor(client):
    edition = make_live(kind="sponsored", payer="Harbour Cranes Ltd", standfirst="Cranes are good.")
    data = structured(client, edition)
    assert data["@type"] == "AdvertiserContentArticle"
    assert data["sponsor"] == {"@type": "Organization", "name": "Harbour Cranes Ltd"}
    assert 'content="Sponsored: Harbour Cranes Ltd. Cranes are good."' in client.get(edition.get_absolute_url()).text


def test_pictures_of_lead_and_body_carry_label_origin_and_rights(client):
    rights = {"copyright_notice": "© 2026 Tidewater", "licence": "https://tidewater.example/licence"}
    lead, inside = make_picture(), make_picture(origin="trainedAlgorithmicMedia", **rights)
    first, second = structured(client, make_live(lead_picture=lead, body=f"<p>A</p>{figure(inside)}"))["image"]
    assert first["digitalSourceType"] == "https://schema.org/DigitalCaptureDigitalSource"
    assert (second["caption"], second["digitalSourceType"]) == ("Image generated by AI: Boats", TRAINED)
    assert (second["creditText"], second["copyrightNotice"]) == ("Kofi Mensah-Vale", "© 2026 Tidewater")
    assert second["license"] == "https://tidewater.example/licence"
    assert "license" not in first


def test_picture_of_unknown_origin_says_so_and_claims_none(client):
    [image] = structured(client, make_live(lead_picture=make_picture(origin="unknown")))["image"]
    assert image["caption"] == "Origin not verified: A ferry at the quay"
    assert "digitalSourceType" not in image


def test_checked_story_costs_one_question_more(client, django_assert_num_queries):
    edition = checked()
    with django_assert_num_queries(8):
        client.get(edition.get_absolute_url())
