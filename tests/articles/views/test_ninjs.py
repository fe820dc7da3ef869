"""ninjs 3.1 forbids every property that its schema does not name; those that we use are listed here."""

import re
from datetime import datetime

from articles.models import AIPolicy, TextDisclosure
from factories.stories import NOON, figure, make_author, make_live, make_picture, make_story, make_tag, publish

SITE = "https://tidewater.example"
TEXTS = {"role", "contentType", "value"}
# Property → those allowed in its objects, None where it is no object. All are optional but a uri and each value.
SCHEMA = {
    "standard": {"name", "version", "schema"},
    "headlines": TEXTS,
    "descriptions": TEXTS,
    "bodies": TEXTS | {"charCount", "wordCount"},
    "subjects": {"name", "rel", "uri", "literal", "creator", "relevance", "confidence"},
    "genres": {"name", "uri", "literal"},
    "digitalSourceType": {"name", "uri", "literal"},
    "trustIndicators": {"role", "title", "href"},
    "renditions": {"name", "href", "contentType", "title", "width", "height", "sizeInBytes"},
    **dict.fromkeys(["uri", "type", "representationType", "version", "firstCreated", "versionCreated", "pubStatus"]),
    **dict.fromkeys(["language", "by", "copyrightHolder", "copyrightNotice"]),
}
TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"}
URI = re.compile(r"(https?://|tag:)[!-~]+")


def read(client, edition):
    return client.get(f"{edition.get_absolute_url()}ninjs.json").json()


def faults(item):
    """Yield what the schema would refuse of a ninjs object."""
    for name, value in item.items():
        if name not in SCHEMA:
            yield f"{name} is no property"
        for each in value if isinstance(value, list) else [value]:
            allowed = SCHEMA.get(name)
            found = each.keys() if isinstance(each, dict) else set()
            if bool(found) != (allowed is not None) or found - (allowed or set()):
                yield f"{name} has {sorted(found)}"
            for key in ("uri", "href", "schema"):
                if found and key in found and not URI.fullmatch(each[key]):
                    yield f"{name}.{key} is no address"
    if item.get("type") not in TYPES or not URI.fullmatch(item.get("uri", "")):
        yield "type or uri"
    for name in ("firstCreated", "versionCreated"):
        if name in item and datetime.fromisoformat(item[name]).tzinfo is None:
            yield f"{name} has no zone"


def all_faults(data):
    associations = [dict(each) for each in data.pop("associations", [])]
    nameless = [each for each in associations if not each.pop("name", "")]
    return [*faults(data), *(fault for each in associations for fault in faults(each)), *nameless]


def test_document_has_only_what_the_schema_names(client):
    picture = make_picture(origin="trainedAlgorithmicMedia", copyright_notice="© 2026 Tidewater")
    edition = make_live(
        level="generated",
        language="yo",
        slug="عاد-القارب",
        kind="sponsored",
        payer="Harbour Cranes Ltd",
        lead_picture=picture,
        body=f"<p>Words.</p>{figure(make_picture())}",
        tags=[make_tag("ferries")],
        authors=[make_author("Ada Fenn")],
    )
    assert all_faults(read(client, edition)) == []


def test_document_of_the_plainest_story_is_whole_too(client):
    AIPolicy.objects.create(publishes_unassessed=True, published_at=NOON)
    story = make_story(is_archive=True, standfirst="")
    TextDisclosure.objects.filter(story=story).delete()
    data = read(client, publish(story))
    assert "digitalSourceType" not in data
    assert all_faults(data) == []


def test_document_says_what_ai_did(client):
    edition = make_live(level="generated")
    data = read(client, edition)
    label = "Reported by AI. Not checked by an editor."
    assert data["digitalSourceType"] == {
        "name": "Created using Generative AI",
        "uri": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    }
    assert data["genres"] == [{"name": label}]
    assert data["trustIndicators"][0] == {"title": "How we use AI", "href": f"{SITE}/ai/"}
    assert all(label in body["value"][:60] for body in data["bodies"])


def test_document_has_the_story_as_markup_and_as_text(client):
    data = read(client, make_live(headline="The quay reopens", standfirst="Soon.", body="<p>Boats <em>left</em>.</p>"))
    assert data["headlines"] == [{"role": "main", "value": "The quay reopens"}]
    html, text = data["bodies"]
    assert (html["contentType"], html["value"]) == ("text/html", "<p>Soon.</p>\n<p>Boats <em>left</em>.</p>")
    assert (text["contentType"], text["value"]) == ("text/plain", "Soon.\n\nBoats left.")


def test_pictures_carry_their_origin_and_the_file_with_the_label(client):
    picture = make_picture(origin="trainedAlgorithmicMedia")
    data = read(client, make_live(lead_picture=picture, body=f"<p>A</p>{figure(make_picture())}"))
    lead, inside = data["associations"]
    assert (lead["name"], lead["digitalSourceType"]["name"]) == ("mainimage", "Created using Generative AI")
    assert lead["descriptions"][0]["value"] == "Image generated by AI: A ferry at the quay"
    assert lead["renditions"][0]["href"] == SITE + picture.image("social")["url"]
    assert inside["digitalSourceType"]["name"] == "Digital capture sampled from real life"
