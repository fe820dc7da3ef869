"""One newsroom in which every kind of page for readers has something to show, and the table of those pages.

What is written here in a language is written in that language, and names of people and tags belong to none, so that a
page can be held to say which language each of its words is in.
"""

from factories.attachments import make_attachment, make_recording
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import (
    figure,
    make_author,
    make_live,
    make_picture,
    make_policy,
    make_review,
    make_section,
    make_story,
    make_tag,
    make_tool,
    publish,
    withdraw,
)
from newsroom.consent.operations import policy

# Words of names, which belong to no language.
NAMES = (
    "The Tidewater Post Letterbox Quay Ltd ExampleGen Example Inc Tolombe "
    "Kwabena Osei Lind Bisi Vantongeren Salma Okonta YouTube"
)
PREFIXES = {"en": "", "yo": "/yo", "ar": "/ar"}
# Before any story stands in it.
EMPTY = {
    "empty newsroom": "/",
    "empty archive": "/archive/",
    "empty corrections": "/corrections/",
    "empty log": "/ai/log/",
    "empty feeds": "/feeds/",
}
YORUBA = {
    "headline": "Àwọn ọkọ̀ ojú omi padà sí èbúté",
    "standfirst": "Òwúrọ̀ ni wọ́n dé, ẹnikẹ́ni kò sì ṣàròyé.",
    "lead_alt": "Ọkọ̀ méje ní èbúté",
    "body": "<p>Ọkọ̀ méje ló dé sí èbúté ní òwúrọ̀ yìí.</p>",
}
ARABIC = {
    "headline": "عادت القوارب إلى الميناء",
    "standfirst": "وصلت القوارب صباحًا ولم يشتكِ أحد.",
    "lead_alt": "سبعة قوارب في الميناء",
    "body": "<p>وصلت سبعة قوارب إلى الميناء هذا الصباح.</p>",
}
FRENCH = '<p lang="fr" dir="ltr">Les bateaux sont rentrés au port, disent-ils.</p>'
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
TABLE = (
    "<table><caption>Boats in each port</caption>"
    '<thead><tr><th scope="col">Port</th><th scope="col">Boats</th><th scope="col">Waiting</th></tr></thead>'
    '<tbody><tr><th scope="row">North quay</th><td>12</td><td>3</td></tr></tbody></table>'
)


def make_empty_newsroom(address):
    """Store a publication that asks for consent, with its sections and pages and without a story."""
    make_publication(
        address=address,
        languages=list(PREFIXES),
        tagline={"en": "News of the estuary", "yo": "Ìròyìn ẹnu odò", "ar": "أخبار المصب"},
        imprint={"en": "Printed at the old quay.\nRegistered as a newspaper."},
        support_url="https://give.example/",
        newsletter_url="https://lists.example/",
        newsletter_text={"en": "Ten lines every weekday."},
        newsletter_provider="Letterbox",
        newsletter_privacy_url="https://lists.example/privacy",
    )
    policy.install_defaults(analytics_enabled=True)
    for slug in ("about", "privacy"):
        make_page(
            slug, place="header" if slug == "about" else "", body={"en": f"<h2>What it is</h2><p>It says.</p>{TABLE}"}
        )
    named = {"harbour": {"en": "Harbour", "yo": "Èbúté", "ar": "الميناء"}}
    for slug in ("harbour", "quiet", "markets", "schools", "weather", "rivers", "music"):
        make_section(slug, name=named.get(slug, {"en": slug.title()}), description={"en": f"All about {slug}."})


def make_newsroom():
    """Fill it with stories, and return the table: name of a page → its address without the language."""
    made = make_picture(origin="trainedAlgorithmicMedia", realism="evident", alt="Seven boats at the quay")
    photo = make_picture(alt="A harbour before the rain")
    tag, editor = make_tag("Tolombe"), make_user("editor", display_name="Bisi Vantongeren")
    author = make_author(
        "Kwabena Osei-Lind",
        slug="kwabena",
        role={"en": "Harbour reporter"},
        bio={"en": "Writes about boats.\n\nHas done so for years."},
        picture=photo,
        account=editor,
    )
    shared = {"tags": [tag], "authors": [author]}
    make_policy(reason="The first one.")
    make_policy(text={"en": "AI never decides what is news.\n\nIt never will."})
    for number in range(26):
        make_live(minutes=number, level="generated" if number % 2 else "none", lead_picture=made, **shared)
    withdrawn = make_live(headline="The wrong figures", minutes=30)
    withdraw(withdrawn)
    return {
        "front": "/",
        "human story": _human(shared, photo),
        "AI story": _generated(shared, made, editor),
        "translated story": make_live(level="translated", minutes=70, kind="sponsored", payer="Quay Ltd", **shared),
        "story with everything": _whole(shared, photo, made),
        "Yoruba story": make_live(language="yo", level="generated", minutes=72, lead_picture=made, **shared, **YORUBA),
        "Arabic story": make_live(language="ar", level="edited", minutes=74, lead_picture=made, **shared, **ARABIC),
        "section": "/sections/harbour/",
        "section, second page": "/sections/harbour/?page=2",
        "empty section": "/sections/quiet/",
        "tag": "/tags/tolombe/",
        "author": "/authors/kwabena/",
        "search": "/search/",
        "search with hits": "/search/?q=ferry",
        "search without hits": "/search/?q=zeppelin&language=en",
        "corrections": "/corrections/",
        "AI page": "/ai/",
        "AI policy": "/ai/policy/1/",
        "AI log": "/ai/log/",
        "AI report": "/ai/report/",
        "AI reported": "/ai/reported/",
        "mistake report": "/corrections/report/",
        "mistake reported": "/corrections/reported/",
        "page": "/about/",
        "privacy": "/privacy/",
        "cookies": "/cookies/",
        "archive": "/archive/",
        "month": "/2026/11/",
        "digest": "/sections/harbour/digest/",
        "feeds": "/feeds/",
        "not found": "/nope/",
        "withdrawn story": withdrawn,
    }


def _human(shared, photo):
    """Return the corrected edition of a story by people, with sources, caption, credit and a translation."""
    words = {"lead_picture": photo, "lead_caption": "The quay at dawn", "lead_alt": "A quay without boats"}
    sources = [
        {"text": "Notice of the harbour", "url": "https://port.example/notice"},
        {"text": "Seen by us", "url": ""},
    ]
    first = make_live(headline="The last boat", minutes=60, sources=sources, **words, **shared)
    make_live(
        language="yo", minutes=61, translation_key=first.story.translation_key, **shared, **YORUBA | {"slug": "oko"}
    )
    return publish(first.story, change="correction", note="There were seven boats and not six.", minutes=65)


def _generated(shared, made, editor):
    """Return a story by AI, checked by a person, about whose making everything is told."""
    story = make_story(
        headline="Boats by the numbers",
        level="generated",
        levels={"headline": "edited"},
        ai_role="drafted from a notice",
        lead_picture=made,
        **shared,
    )
    story.ai_tools.add(make_tool())
    make_review(story, reviewer=editor)
    return publish(story, minutes=68)


def _whole(shared, photo, made):
    """Return a story with everything in its text that a story can hold."""
    recording = make_recording(transcript="The tide comes in.\n\nIt goes out.", is_ai_voice=True)
    body = (
        "<p>Seven boats <strong>came</strong> <em>home</em> with CO<sub>2</sub> and m<sup>3</sup>, "
        '<a href="https://port.example/log">as the log says</a>: <span lang="yo" dir="ltr">ẹ kú àbọ̀</span> and '
        f'<span lang="ar" dir="rtl">أهلًا وسهلًا</span>.</p>{FRENCH}'
        "<h2>In the harbour</h2><ul><li>First</li><li>Second</li></ul><h3>By the clock</h3>"
        '<ol start="3"><li>Third</li></ol><blockquote><p>We waited.</p></blockquote><hr>'
        '<aside class="pull-quote"><p>Nobody minded.</p></aside>'
        f"{TABLE}{TABLE.replace('<caption>Boats in each port</caption>', '')}{figure(photo)}{figure(made, '')}"
        f'<figure data-gallery="">{figure(photo)}{figure(made)}</figure>'
        f'<figure data-file="{make_attachment().pk}"><figcaption>The figures</figcaption></figure>'
        f'<figure data-audio="{recording.pk}"><figcaption>Recorded at the quay</figcaption></figure>'
        f'<figure data-embed="{VIDEO}"><figcaption>The boats arrive</figcaption></figure>'
    )
    return make_live(headline="Everything about the boats", body=body, minutes=71, lead_picture=photo, **shared)
