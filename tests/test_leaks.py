"""No word of a story that is not public on any public address, in any language (docs/architecture.md, rule 1)."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from articles.models import Breaking, Byline, PreviewLink, RelatedStory, Story
from articles.vocabulary import Status
from factories.people import make_user
from factories.publication import LANGUAGES, make_page, make_publication
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_policy,
    make_section,
    make_story,
    make_tag,
    publish,
    withdraw,
)
from newsroom.consent.operations import policy

STATES = ["draft", "in-review", "approved", "scheduled", "withdrawn", "revision"]
MARKER = re.compile(rb"zz[a-z-]*zz")
LISTS = ["", "?page=1", "?page=2"]
# What is opened of each public URL name; {} stands for each hidden story's own word.
VERDICTS = {
    "front": ["/"],
    "story": ["/2026/11/23/live/", "/2026/11/23/live-revision/", "/2026/11/23/{}/"],
    "story_edit": [f"/2026/11/23/{slug}/edit/" for slug in ("live", "live-revision", "{}")],
    # A link that works shows its story, which is what it is for; these are over, tampered with, or nobody's.
    "preview": [f"/preview/{token}/" for token in ("r" * 43, "e" * 43, "n" * 43)],
    "section": [f"/sections/harbour/{page}" for page in LISTS] + ["/sections/{}/"],
    "tag": [f"/tags/ferries/{page}" for page in LISTS] + ["/tags/{}/"],
    "author": [f"/authors/ada-fenn/{page}" for page in LISTS] + ["/authors/{}/"],
    "archive": ["/archive/"],
    "month": [f"/2026/11/{page}" for page in LISTS],
    "corrections": ["/corrections/"],
    # Hidden words are asked for in tests/articles/operations/test_searching.py: this page repeats what was asked.
    "search": ["/search/", "/search/?q=story", "/search/?q=live", "/search/?q=nothing"],
    "ai": ["/ai/"],
    "ai_policy": ["/ai/policy/1/"],
    "ai_log": [f"/ai/log/{page}" for page in [*LISTS, "?level=generated", "?thing=picture"]],
    "ai_report": ["/ai/report/"],
    "ai_reported": ["/ai/reported/"],
    "mistake_report": ["/corrections/report/"],
    "mistake_reported": ["/corrections/reported/"],
    "page": ["/about/", "/{}/"],
    "cookies": ["/cookies/"],
    "ai_statement": [f"/2026/11/23/{slug}/ai.json" for slug in ("live", "live-revision", "{}")],
    "ninjs": [f"/2026/11/23/{slug}/ninjs.json" for slug in ("live", "live-revision", "{}")],
    "rss": ["/feeds/rss.xml"],
    "atom": ["/feeds/atom.xml"],
    "json_feed": ["/feeds/feed.json"],
    "ai_log_json": ["/ai/log.json", "/ai/log.json?before=2030-01-01T00:00:00Z_9"],
    "ai_log_csv": ["/ai/log.csv"],
    "ai_log_atom": ["/ai/log.atom"],
    "feeds": ["/feeds/"],
    "digest": ["/sections/harbour/digest/", "/sections/{}/digest/"],
    "sitemap": ["/sitemap.xml"],
    "sitemap_news": ["/sitemap-news.xml"],
    "sitemap_stories": ["/sitemap-2026.xml", "/sitemap-2026.xml?p=1", "/sitemap-2025.xml"],
    "sitemap_lists": [f"/sitemap-{kind}.xml" for kind in ("pages", "tags", "authors")],
    "security": ["/.well-known/security.txt"],
    "change_password": ["/.well-known/change-password"],
    "manifest": ["/manifest.webmanifest"],
    "indexnow_key": ["/0123456789abcdef.txt"],
    "robots": ["/robots.txt"],
    "tdm_policy": ["/tdm-policy.json"],
    "tdmrep": ["/.well-known/tdmrep.json"],
    "healthz": ["/healthz"],
    "favicon": ["/favicon.ico"],
    "icon": ["/icons/192.png"],
    "look": ["/look.css"],
    "gpc": ["/.well-known/gpc.json"],
    "audit_root": ["/ai/log/root.json"],
    "audit_heads": ["/ai/log/heads.atom"],
    "consent": ["/consent/"],
    "consent_state": ["/consent/state.css"],
    "consent_count": ["/consent/count/"],
    # Files only, each named by 32 digits that no page prints before the story is live.
    "rendition": [],
    "attachment": [],
}
FEEDS = {"rss": "rss.xml", "atom": "atom.xml", "json_feed": "feed.json"}
VERDICTS |= {
    f"{kind}_{form}": [f"/feeds/{place}/{file}" for place in places]
    for kind, places in {
        "section": ["sections/harbour", "sections/{}"],
        "tag": ["tags/ferries", "tags/{}"],
        "author": ["authors/ada-fenn", "authors/{}"],
        "language": [f"languages/{language}" for language in LANGUAGES],
        "corrections": ["corrections"],
    }.items()
    for form, file in FEEDS.items()
}
UNPREFIXED = {"rss", "atom", "json_feed", "sitemap", "robots", "healthz", "favicon", "gpc", "rendition"} | {
    name for name in VERDICTS if name.startswith(("ai_log_", "audit", "consent", "tdm"))
}
UNPREFIXED |= {name for name in VERDICTS if name.endswith(tuple(FEEDS)) or name.startswith("sitemap")}
UNPREFIXED |= {"attachment", "security", "change_password", "manifest", "indexnow_key", "icon", "look"}


@pytest.fixture
def newsroom(db):
    """A newsroom with live stories, and hidden ones that share everything with them and are named by them."""
    make_publication(mining="reserved")
    make_page("about")
    policy.install_defaults(analytics_enabled=True)
    make_policy(pk=1)
    shared = {"section": make_section("harbour"), "tags": [make_tag("ferries")], "authors": [make_author("Ada Fenn")]}
    shared["level"] = "generated"
    live = make_live(slug="live", headline="A live story", **shared)
    key = live.translation_key
    hidden = [
        hide(make_story(language=language, translation_key=key, **hidden_words(state, shared)), state)
        for state, language in zip(STATES, ["yo", "es", "fr", "ar"], strict=False)
    ]
    withdrawn = make_live(**hidden_words("withdrawn", shared))
    withdraw(withdrawn)
    revised = make_live(slug="live-revision", headline="Another live story", minutes=1, **shared).story
    revise(revised, **hidden_words("revision", shared))
    for place, story in enumerate([*hidden, withdrawn.story, revised]):
        RelatedStory.objects.create(story=live.story, related=story, position=place)
    for story, language in zip([*hidden, withdrawn.story], LANGUAGES, strict=True):
        Breaking.objects.create(language=language, story=story, until=timezone.now() + timedelta(days=1))
    for token, over in {"r" * 43: {"revoked_at": NOON}, "e" * 43: {"expires_at": NOON - timedelta(days=1)}}.items():
        times = {"made_at": NOON - timedelta(days=2), "expires_at": timezone.now() + timedelta(days=1)}
        made = {"token_sha256": hashlib.sha256(token.encode()).hexdigest(), "made_by": make_user(superuser=True)}
        PreviewLink.objects.create(story=hidden[0], **made | times | over)
    publish(live.story, change="correction", note="It was Tuesday.", minutes=9)


def word(state, field):
    """Return a word that stands in this field of this hidden story and nowhere else."""
    return f"zz{state}-{field}zz"


def hidden_words(state, shared):
    """Return the fields of a story that is not public, each with its own word, beside what it shares with live ones."""
    library = {field: word(state, f"library-{field}") for field in ("alt", "caption", "credit")}
    picture = make_picture(**library)
    tag = make_tag(word(state, "tag-name"), slug=word(state, "tag"))
    author = make_author(
        word(state, "author-name"),
        slug=word(state, "author"),
        role={"en": word(state, "role")},
        bio={"en": word(state, "bio")},
    )
    return {
        "headline": word(state, "headline"),
        "standfirst": word(state, "standfirst"),
        "body": f"<p>{word(state, 'body')}</p>{figure(picture, caption=word(state, 'figure'))}",
        "summary": word(state, "summary"),
        "slug": word(state, "slug"),
        "sources": [{"text": word(state, "source"), "url": f"https://{word(state, 'link')}.example/"}],
        "lead_picture": picture,
        "lead_alt": word(state, "alt"),
        "lead_caption": word(state, "caption"),
        "desk_note": word(state, "note"),
        "section": shared["section"],
        "level": shared["level"],
        "tags": [*shared["tags"], tag],
        "authors": [*shared["authors"], author],
    }


def hide(story, state):
    """Put a story in a state in which readers must not meet it, with an address as if it had been public."""
    status = Status(state.replace("-", "_"))
    planned = NOON if status == Status.SCHEDULED else None
    Story.objects.filter(pk=story.pk).update(status=status, scheduled_for=planned, first_published_on=NOON.date())
    return story


def revise(story, *, tags, authors, slug, **words):
    """Change everything about a live story without publishing it."""
    for name, value in words.items():
        setattr(story, name, value)
    story.save()
    story.tags.set(tags)
    story.bylines.all().delete()
    for place, author in enumerate(authors):
        Byline.objects.create(story=story, author=author, position=place)


def public_names(patterns=None):
    """Yield the name of every public URL pattern."""
    for pattern in patterns or get_resolver().url_patterns:
        if str(pattern.pattern) == "admin/":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from public_names(pattern.url_patterns)
        else:
            yield pattern.name


def addresses(name):
    """Return every path that the verdict on a URL name says to open, in every language it has."""
    kind = name.partition("_")[0]
    field = kind if kind in {"tag", "author"} else "slug"
    plain = {path.format(word(state, field)) for path in VERDICTS[name] for state in STATES}
    prefixes = [""] if name in UNPREFIXED else ["", *(f"/{language}" for language in LANGUAGES if language != "en")]
    return [prefix + path for prefix in prefixes for path in sorted(plain)]


def test_every_public_address_has_a_verdict():
    assert set(public_names()) == set(VERDICTS)


@pytest.mark.parametrize("name", [name for name, paths in VERDICTS.items() if paths])
def test_public_address_shows_no_word_of_a_hidden_story(newsroom, client, name):
    leaks = {}
    for path in addresses(name):
        answer = client.get(path)
        said = answer.content + repr(sorted(answer.headers.items())).encode()
        asked = MARKER.findall(path.encode())
        if found := set(MARKER.findall(said)) - set(asked):
            leaks[path] = found
    assert leaks == {}


def test_pages_that_could_leak_do_show_the_live_stories(newsroom, client):
    shown = ["/", "/sections/harbour/", "/tags/ferries/", "/authors/ada-fenn/"]
    shown += ["/ai/log/", "/ai/log.json", "/ai/log.csv", "/ai/log.atom"]
    shown += ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json", "/2026/11/23/live-revision/ninjs.json"]
    places = ("sections/harbour", "tags/ferries", "authors/ada-fenn", "languages/en")
    shown += [f"/feeds/{place}/{file}" for place in places for file in FEEDS.values()]
    shown += ["/sections/harbour/digest/"]
    assert [path for path in shown if "Another live story" not in client.get(path).text] == []


@pytest.mark.parametrize("state", STATES[:4])
@pytest.mark.parametrize("prefix", ["", "/yo"])
@pytest.mark.parametrize("query", ["", "?page=2", "ai.json", "ninjs.json", "edit/"])
def test_hidden_address_answers_as_a_random_one(newsroom, client, state, prefix, query):
    hidden, random = word(state, "slug"), word(state, "none")
    assert len(hidden) == len(random)
    assert heard(client, prefix, hidden, query) == heard(client, prefix, random, query)


def heard(client, prefix, slug, query):
    """Return all that an address answers, but for its own slug."""
    answer = client.get(f"{prefix}/2026/11/23/{slug}/{query}")
    headers = {name: value.replace(slug, "") for name, value in answer.headers.items() if name != "ETag"}
    return answer.status_code, headers, answer.content.replace(slug.encode(), b"")


def test_withdrawn_story_says_nothing_but_when_and_why(newsroom, client):
    answer = client.get(f"/2026/11/23/{word('withdrawn', 'slug')}/")
    assert answer.status_code == 410
    assert "The figures were not ours." in answer.text
