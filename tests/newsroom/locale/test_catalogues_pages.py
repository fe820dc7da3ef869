"""Pages mark what they say in another language than their own: no Latin word in Arabic, no English one in Hausa."""

import re
import runpy
from html.parser import HTMLParser

import pytest
from django.conf import settings

from factories.attachments import make_attachment, make_recording
from factories.publication import make_page, make_publication
from factories.stories import (
    figure,
    make_author,
    make_live,
    make_picture,
    make_policy,
    make_section,
    make_story,
    make_tag,
    make_tool,
    publish,
    withdraw,
)
from newsroom.consent.operations import policy

TOOL = runpy.run_path(str(settings.BASE_DIR / ".ci" / "catalogues.py"))
VOID = {"meta", "link", "img", "br", "input", "source", "hr"}
UNSPOKEN = {"script", "style", "code", "bdi"}
SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-hide", "data-error", "data-done"}
NAMES = re.compile("WhatsApp|YouTube|RSS|Atom|JSON Feed|JSON|CSV|Ada Fenn|Boats|x{3,}")
PAGES = [
    "",
    "sections/quay/",
    "sections/quay/digest/",
    "authors/ada-fenn/",
    "tags/بحر/",
    "archive/",
    "2026/11/",
    "feeds/",
]
PAGES += ["ai/", "ai/log/", "ai/policy/1/", "ai/policy/2/", "ai/report/", "ai/reported/", "corrections/", "privacy/"]
PAGES += ["cookies/", "search/", "search/?q=قارب", "search/?q=xxxx", "no/?page=9"]
INSERTS = """<figure data-audio="{}"></figure><figure data-file="{}"></figure>
<figure data-embed="https://youtu.be/abcdefghijk"></figure><table><tbody><tr><td>قارب</td></tr></tbody></table>"""
HEARD = {"title": "البحر", "is_ai_voice": True, "transcript": "عاد القارب."}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|<[^>]+>")


class Unmarked(HTMLParser):
    """Collects what a page says in its own language: its texts, and its attributes, which nothing can mark."""

    def __init__(self, language):
        super().__init__()
        self.language = language
        self.languages = [language]
        self.texts = []
        self.attributes = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        language = "" if tag in UNSPOKEN else attrs.get("lang", self.languages[-1])
        if tag not in VOID:
            self.languages.append(language)
        if language == self.language:
            self.attributes += [attrs[name] for name in SPOKEN & attrs.keys()]

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.languages.pop()

    def handle_data(self, data):
        # The name of the publication follows in a title.
        if self.languages[-1] == self.language:
            self.texts += [" ".join(text.split()) for text in data.split(" | ")]


def unmarked(html, language):
    """Return the texts and the attributes that a page says in its language."""
    page = Unmarked(language)
    # The sign before a label is the same in every language, and is not read aloud.
    page.feed(html.replace('<span class="ai-mark" aria-hidden="true">AI</span>', ""))
    return page


def latin_words(html):
    """Return the unmarked words of an Arabic page that have Latin letters."""
    page = unmarked(html, "ar")
    return [text for text in page.texts + page.attributes if re.search("[A-Za-z]", NAMES.sub("", text))]


def lacking(language):
    """Return what a preview's catalogue lacks as patterns of a whole text, the pieces between its tags apart."""
    messages = TOOL["read"](settings.BASE_DIR / f"newsroom/locale/{language}/LC_MESSAGES/django.po")
    texts = [text for m in messages if not any(m.texts) for text in (m.id, m.plural) if text]
    pieces = [piece.strip(" :.,“”()") for text in texts for piece in re.split("<[^>]+>", text)]
    words = {piece for piece in pieces if len(PLACEHOLDER.sub("", piece)) > 3}
    return re.compile("|".join(".+".join(map(re.escape, re.split(r"%\(\w+\)[sd]", each))) for each in sorted(words)))


def english(words, language):
    """Return the words that are what the catalogue lacks, or hold a sentence of it."""
    pattern = lacking(language)
    return [text for text in words if pattern.fullmatch(text.strip(" :.,“”()"))]


@pytest.fixture
def story(db):
    """The live edition of a story in Arabic that has everything a story can have."""
    make_publication(
        name={"ar": "البحيرة"},
        languages=["en", "ar", "ha", "ig", "sw"],
        responsible_name="Ada Fenn",
        responsible_role={"ar": "رئاسة التحرير"},
    )
    policy.install_defaults(analytics_enabled=True)
    make_page("privacy", title={"ar": "الخصوصية"}, body={"ar": "<p>لا شيء.</p>"})
    make_policy(pk=1, text={"ar": "الناس يقررون."})
    make_policy(pk=2, text={"ar": "الناس يقررون."}, four_eyes=True)
    make_tool(purpose={"ar": "مسودات"})
    picture = make_picture(origin="trainedAlgorithmicMedia", alt="قارب")
    section = make_section("quay", name={"ar": "الرصيف"})
    file = make_attachment(title="تقرير")
    people = [make_author("Ada Fenn"), (make_author("Bo Quill"), "translation"), (make_author("Cy Marr"), "data")]
    story = make_story(
        section=section,
        language="ar",
        headline="عاد القارب",
        standfirst="عند الفجر.",
        body=f"<p>عاد القارب.</p>{figure(picture, 'الرصيف')}{INSERTS.format(make_recording(**HEARD).pk, file.pk)}",
        level="generated",
        authors=people,
        tags=[make_tag("بحر")],
        sources=[{"text": "المرفأ", "url": ""}],
        lead_picture=picture,
        lead_alt="قارب",
        related=[make_live(level="edited").story],
    )
    publish(story)
    return publish(story, change="correction", note="كان العدد خطأ.", minutes=90)


@pytest.fixture
def pages(client, story):
    """Every kind of page, by its path, as a function of the language of the interface."""
    gone = withdraw(make_live(headline="ذهب القارب", language="ar"), reason="الأرقام خطأ.")
    paths = [*PAGES, story.get_absolute_url()[1:], gone.get_absolute_url()[1:]]

    def read(language):
        found = {path: client.get(f"/{language}/{path}", secure=True).text for path in paths}
        return found | {"refused": client.post(f"/{language}/ai/report/", {"contact": "x"}, secure=True).text}

    return read


def test_arabic_pages_hold_no_unmarked_latin_word(pages):
    found = pages("ar")
    assert any("corrections-title" in html for html in found.values())
    assert {path: words for path, html in found.items() if (words := latin_words(html))} == {}


@pytest.mark.parametrize("language", settings.PREVIEW_LANGUAGES)
def test_preview_marks_every_english_text(pages, language):
    found = pages(language)
    texts = {path: english(unmarked(html, language).texts, language) for path, html in found.items()}
    assert {path: words for path, words in texts.items() if words} == {}


@pytest.mark.parametrize("language", settings.PREVIEW_LANGUAGES)
def test_preview_lacks_no_word_of_an_attribute(pages, language):
    found = {words for html in pages(language).values() for words in unmarked(html, language).attributes}
    assert english(sorted(found), language) == []


def test_check_finds_latin_letters():
    assert latin_words('<html lang="ar"><p>Read</p><p lang="en">On</p><bdi>Ada</bdi></html>') == ["Read"]


def test_check_finds_english_that_is_not_marked():
    page = unmarked('<html lang="ha"><p>Nothing yet.</p><p lang="en">Nothing yet.</p><p>Bugu na 7</p></html>', "ha")
    assert english(page.texts, "ha") == ["Nothing yet."]
