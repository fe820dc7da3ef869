"""Every channel says the same of AI in a story: whatever is published is read back from each and compared."""

import json
import re
import urllib.request
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import LANGUAGES, make_publication
from factories.stories import make_author, make_live, make_review, make_section, make_story, publish

SITE = "https://tidewater.example"
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
}
# Level → its term; what the two drafts say of it where a person checked it, and where nobody did.
TERMS = {
    "none": ("digitalCreation", ("human-only", "none"), ("human-only", "none")),
    "data": ("dataDrivenMedia", ("", ""), ("", "")),
    "aid": ("digitalCreation", ("ai-assisted", "ai-modified"), ("ai-assisted", "ai-modified")),
    "edited": (
        "compositeWithTrainedAlgorithmicMedia",
        ("ai-assisted", "ai-modified"),
        ("ai-autonomous", "machine-generated"),
    ),
    "translated": (
        "compositeWithTrainedAlgorithmicMedia",
        ("ai-assisted", "ai-modified"),
        ("ai-autonomous", "machine-generated"),
    ),
    "generated": (
        "trainedAlgorithmicMedia",
        ("ai-assisted", "ai-originated"),
        ("ai-autonomous", "machine-generated"),
    ),
    "automated": (
        "trainedAlgorithmicMedia",
        ("ai-autonomous", "machine-generated"),
        ("ai-autonomous", "machine-generated"),
    ),
}
ENGLISH = {
    ("data", False): "Automatic report from data",
    ("edited", True): "Edited with AI, checked by Ada Fenn",
    ("edited", False): "Changed by AI. Not checked by an editor",
    ("translated", True): "Translated by AI from French, checked by Ada Fenn",
    ("translated", False): "Translated by AI from French. Not checked",
    ("generated", True): "Reported by AI, checked by Ada Fenn",
    ("generated", False): "Reported by AI. Not checked by an editor",
    ("automated", True): "Reported by AI. Not checked by an editor",
    ("automated", False): "Reported by AI. Not checked by an editor",
}
UNLABELLED = ("none", "aid", "data")
CASES = [
    (level, is_checked, is_public)
    for level in TERMS
    for is_checked in ((False,) if level in UNLABELLED else (True, False))
    for is_public in (True, False)
]
NEED = {(True, True): "voluntary", (True, False): "voluntary", (False, True): "mandatory", (False, False): "voluntary"}
# The languages whose catalogues are whole.
COMPLETE = [*LANGUAGES, "pt"]
STANDFIRST, BODY = "The boats were late.", "<p>They left at dawn.</p>"


@pytest.fixture
def told(db):
    """Publish a story of each case in a language; return their editions by case, and the editor who checked."""
    make_publication(languages=COMPLETE)
    editor = make_user("editor")
    make_author("Ada Fenn", account=editor)
    picture = make_picture(origin="trainedAlgorithmicMedia", realism="realistic", alt="A ferry")

    def publish_all(language):
        return {case: published(case, language, picture, editor) for case in CASES}

    return publish_all


def published(case, language, picture, editor):
    level, is_checked, is_public = case
    story = make_story(
        level=level,
        language=language,
        section=make_section(),
        lead_picture=picture,
        standfirst=STANDFIRST,
        body=BODY,
        is_public_interest=is_public,
        scope_reason="" if is_public else "Only the results of a school's sports day.",
    )
    if is_checked:
        make_review(story, reviewer=editor)
    return publish(story)


@pytest.mark.parametrize("language", COMPLETE)
def test_every_channel_says_the_same(client, told, language):
    editions = told(language)
    prefix = "" if language == "en" else f"/{language}"
    front, feeds = client.get(f"{prefix}/").text, [reader(client) for reader in (rss, atom, json_feed)]
    for case, edition in editions.items():
        path = prefix + edition.get_absolute_url()
        page, statement = client.get(path), client.get(edition.get_absolute_url() + "ai.json").json()
        expected = ai_json(statement)
        channels = [html(page.text), structured(page.text), open_graph(page.text)]
        channels += [feed[SITE + path] for feed in feeds] + [files(client, edition)]
        assert [{key: expected[key] for key in channel} for channel in channels] == channels, case
        check_statement(case, language, statement)
        check_card(front, path, expected)
        check_drafts(case, page)


def check_statement(case, language, statement):
    level, is_checked, is_public = case
    label = statement["text"]["label"]
    assert ai_json(statement)["term"] == TERMS[level][0]
    assert (statement["review"] is not None) == is_checked
    if language == "en":
        assert label["shown"].rstrip(".") == ENGLISH.get((level, is_checked), "")
    if level in UNLABELLED:
        assert label["need"] == "off"
    else:
        assert label["need"] == ("mandatory" if level == "automated" else NEED[is_checked, is_public])


def check_card(front, path, expected):
    [card] = [card for card in front.split("<article")[1:] if f'href="{path}"' in card]
    chips = re.findall('<span class="ai-chip ai-chip--text">(.*?)</span>', card)
    assert bool(chips) == (expected["need"] != "off")
    assert all(expected["label"].startswith(unescape(chip)) for chip in chips)


def check_drafts(case, page):
    level, is_checked, _is_public = case
    meta = re.findall('<meta name="ai-disclosure" content="(.*?)">', page.text)
    header = page.headers.get("AI-Disclosure", "").removeprefix("mode=")
    assert ("".join(meta), header) == TERMS[level][1 if is_checked else 2]


def ai_json(statement):
    text, [image] = statement["text"], statement["images"]
    return {
        "term": text["digital_source_type"].removeprefix(IPTC),
        "level": text["level"],
        "need": text["label"]["need"],
        "label": text["label"]["shown"].rstrip("."),
        "picture_term": image["digital_source_type"].removeprefix(IPTC),
        "picture_label": image["label"],
    }


def html(page):
    """Read the page as a person does, and as whoever reads its attributes."""
    label = re.search('<p class="ai-label" data-ai-need="(.*?)">(.*?)<a ', page, re.S)
    note = re.search('<p class="ai-note">(.*?)<a ', page, re.S)
    said = label[2] if label else note[1] if note else ""
    said = re.sub(r'<span class="ai-mark".*?</span>|<[^>]*>', "", said)
    return {
        "level": re.search('<article class="story" [^>]*data-ai-level="(.*?)"', page)[1],
        "need": label[1] if label else "off",
        "label": unescape(said).strip().rstrip("."),
        "picture_label": unescape(re.search('<span class="ai-chip ai-chip--picture">(.*?)</span>', page)[1]),
    }


def structured(page):
    data = json.loads(re.search('<script type="application/ld.json">(.*?)</script>', page, re.S)[1])
    [image] = data["image"]
    return {
        "term": schema_term(data["digitalSourceType"]),
        "label": re.sub(r" \(ExampleGen 3.1\)", "", data.get("creditText", "")).rstrip("."),
        "picture_term": schema_term(image["digitalSourceType"]),
        "picture_label": picture_label(image["caption"]),
    }


def schema_term(address):
    name = address.removeprefix("https://schema.org/").removesuffix("DigitalSource")
    return address.removeprefix(IPTC) if address.startswith(IPTC) else name[0].lower() + name[1:]


def open_graph(page):
    said = {
        name: unescape(value) for name, value in re.findall('<meta (?:property|name)="(.*?)" content="(.*?)">', page)
    }
    assert said["og:image:alt"] == said["twitter:image:alt"]
    opening = said["og:description"].removesuffix(STANDFIRST).strip().rstrip(".")
    return ({"label": opening} if opening else {}) | {"picture_label": picture_label(said["og:image:alt"])}


def picture_label(words):
    label, text = re.fullmatch(r"(.*?)\s?:\s?(A ferry)", words).groups()
    assert text
    return label


def rss(client):
    channel = ET.fromstring(client.get("/feeds/rss.xml").content)
    return {
        item.findtext("link"): {
            "term": "".join(c.text for c in item.findall("category") if c.get("domain") == IPTC),
            "label": opening_of(item.findtext("content:encoded", namespaces=NAMES)),
            "picture_label": picture_label(item.findtext("media:content/media:description", namespaces=NAMES)),
        }
        | described(item.findtext("description"))
        for item in channel.iter("item")
    }


def atom(client):
    found = {}
    for entry in ET.fromstring(client.get("/feeds/atom.xml").content).iterfind("atom:entry", NAMES):
        links = {link.get("rel"): link.get("href") for link in entry.iterfind("atom:link", NAMES)}
        [said] = [c for c in entry.iterfind("atom:category", NAMES) if c.get("scheme") == IPTC]
        label = said.get("label", "").rstrip(".")
        assert label == opening_of(entry.findtext("atom:content", namespaces=NAMES))
        assert urlsplit(links["describedby"]).path.endswith(urlsplit(links["alternate"]).path[-20:] + "ai.json")
        found[links["alternate"]] = {
            "term": said.get("term"),
            "label": label,
            "picture_label": picture_label(entry.findtext("media:content/media:description", namespaces=NAMES)),
        } | described(entry.findtext("atom:summary", namespaces=NAMES))
    return found


def json_feed(client):
    found = {}
    for item in client.get("/feeds/feed.json").json()["items"]:
        said, [picture] = item["_ai_disclosure"], item["attachments"]
        assert said["label"].rstrip(".") == opening_of(item["content_html"])
        found[item["url"]] = {
            "term": said["digital_source_type"].removeprefix(IPTC),
            "level": said["level"],
            "label": said["label"].rstrip("."),
            "picture_label": picture_label(picture["title"]),
        } | described(item["summary"])
    return found


def opening_of(content):
    """Return what a whole text says of AI: in its first words, or in a note at its end."""
    paragraphs = [unescape(re.sub("<[^>]*>", "", part)) for part in re.findall("<p>.*?</p>", content)]
    said = [words for words in paragraphs if words not in (STANDFIRST, re.sub("<[^>]*>", "", BODY))]
    return "".join(said).rstrip(".")


def described(summary):
    """Return the label that opens a summary, where one does: a note at the end of a story is no label."""
    said = summary.removesuffix(STANDFIRST).strip().rstrip(".")
    return {"label": said} if said else {}


def files(client, edition):
    """Read the packets of XMP out of the public files of the lead picture, as they are served."""
    picture = edition.lead_picture
    found = set()
    for image in (picture.image("lead"), picture.social(edition.language), *picture.images("lead", "webp")):
        served = client.get(image["url"]).getvalue()
        found |= set(re.findall(rb"<Iptc4xmpExt:DigitalSourceType>(.*?)</", served)) or {b""}
    [term] = found
    return {"picture_term": term.decode().removeprefix(IPTC)}


def test_print_hides_no_label():
    printed = Path("static/css/print.css").read_text("utf-8")
    hidden = re.findall(r"([^{}]*)\{[^{}]*display: none", printed)
    assert hidden
    labels = re.compile(r"\.ai-(label|note|chip)|kind-chip|\.story__head|figcaption|\.byline")
    assert [rule for rule in hidden if labels.search(rule)] == []


def test_channels_agree_through_a_real_server(live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_publication()
    edition = make_live(
        level="generated", lead_picture=make_picture(origin="trainedAlgorithmicMedia", realism="evident")
    )
    with urllib.request.urlopen(live_server.url + edition.get_absolute_url()) as page:
        headers, text = page.headers, page.read().decode()
    linked = re.search("<(.*?)>", headers["Link"])[1].removeprefix(SITE)
    with urllib.request.urlopen(live_server.url + linked) as answer:
        statement = json.load(answer)
    assert headers["AI-Disclosure"] == "mode=machine-generated"
    assert html(text)["label"] == ai_json(statement)["label"]
