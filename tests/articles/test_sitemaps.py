import re
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from articles import sitemaps
from articles.models import Edition
from articles.operations import publishing
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import NOON, make_author, make_live, make_section, make_story, make_tag, withdraw

SITE = "https://tidewater.example"
ROOT = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ALL = ["", "-news", "-2026", "-pages", "-tags", "-authors"]
# What the three schemas ask of a date: https://www.w3.org/TR/NOTE-datetime.
W3C_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


@pytest.fixture(autouse=True)
def publication(db):
    return make_publication(languages=["en", "yo"])


def tree(client, name="", query=""):
    return ET.fromstring(client.get(f"/sitemap{name}.xml{query}").content)


def locations(client, name="", query=""):
    return [element.text.removeprefix(SITE) for element in tree(client, name, query).iter(f"{ROOT}loc")]


def publish_now(**fields):
    return publishing.publish(make_story(**fields), actor=make_user("publisher"), now=timezone.now())


def years_ago(edition, number):
    """Have an edition's first publication lie in an earlier year."""
    row = Edition.objects.get(pk=edition.pk)
    row.pk, row.number, row.first_published_at = None, row.number + 1, NOON.replace(year=NOON.year - number)
    Edition.objects.filter(pk=edition.pk).update(is_live=False)
    row.save(force_insert=True)


def make_one_of_each():
    original = make_live(section=make_section("harbour"), tags=[make_tag("boats")], authors=[make_author("Ada Fenn")])
    make_live(language="yo", translation_key=original.translation_key, section=original.section)
    publish_now(headline="Fresh & new")
    make_page("about")


def test_index_leads_to_every_sitemap(client):
    make_one_of_each()
    years = sorted({2026, timezone.localtime().year})
    names = ["news", "pages", "tags", "authors", *years]
    assert locations(client) == [f"/sitemap-{name}.xml" for name in names]


def test_every_address_in_the_index_is_there(client):
    make_one_of_each()
    assert {client.get(path).status_code for path in locations(client)} == {200}


@pytest.mark.parametrize("name", ALL)
def test_sitemap_keeps_to_the_schemas(client, name):
    make_one_of_each()
    root = tree(client, name)
    assert root.tag == ROOT + ("urlset" if name else "sitemapindex")
    assert 0 < len(root) <= 50_000
    for row in root:
        assert row.tag == ROOT + ("url" if name else "sitemap")
        names = [element.tag for element in row]
        own = [tag for tag in names if tag.startswith(ROOT)]
        assert own in ([f"{ROOT}loc"], [f"{ROOT}loc", f"{ROOT}lastmod"]) and names[: len(own)] == own
        assert set(names) - set(own) <= {f"{XHTML}link", f"{NEWS}news"}
        check_address(row.findtext(f"{ROOT}loc"))
        assert all(W3C_DATE.fullmatch(date.text) for date in row.iter(f"{ROOT}lastmod"))
        for link in row.iter(f"{XHTML}link"):
            assert link.get("rel") == "alternate" and link.get("hreflang")
            check_address(link.get("href"))


def check_address(address):
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == SITE and len(address) < 2048
    assert address.isascii() and not re.search(r"[\s<>\"]", address)


def test_year_lists_its_live_stories_with_their_last_change(client):
    make_live(language="yo", slug="boats")
    withdraw(make_live())
    years_ago(make_live(slug="old"), 1)
    [row] = tree(client, "-2026")
    assert [field.text for field in row] == [f"{SITE}/yo/2026/11/23/boats/", "2026-11-23T13:00:00+01:00"]
    assert locations(client, "-2025") == ["/2026/11/23/old/"]


def test_translations_name_each_other_as_their_pages_do(client):
    one = make_live()
    make_live(language="yo", translation_key=one.translation_key)
    make_live()
    page = client.get(one.get_absolute_url()).text
    own = re.findall('rel="alternate" hreflang="([^"]*)" href="([^"]*)"', page)
    rows = tree(client, "-2026")
    said = [[(link.get("hreflang"), link.get("href")) for link in row.iter(f"{XHTML}link")] for row in rows]
    assert said == [own, own, []] and len(own) == 3


def test_long_year_is_cut_into_parts(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "CHUNK", 2)
    for number in range(3):
        make_live(slug=f"boat-{number}")
    assert locations(client)[-2:] == ["/sitemap-2026.xml", "/sitemap-2026.xml?p=2"]
    assert [len(locations(client, "-2026", f"?p={part}")) for part in (1, 2)] == [2, 1]


@pytest.mark.parametrize("part", ["0", "-1", "2", "abc", "", "9" * 5000])
def test_part_that_is_not_there_is_not_found(client, part):
    make_live()
    assert client.get(f"/sitemap-2026.xml?p={part}").status_code == 404


@pytest.mark.parametrize("name", ["-2025", "-0000", "-9999", "-26", "-tags", "-drafts"])
def test_sitemap_of_nothing_is_not_there(client, name):
    make_live()
    make_tag("idle")
    assert client.get(f"/sitemap{name}.xml").status_code == 404


def test_lists_are_there_in_every_language_and_only_with_stories(client):
    make_one_of_each()
    make_section("empty")
    make_page("secret", is_published=False)
    assert locations(client, "-tags") == ["/tags/boats/", "/yo/tags/boats/"]
    assert locations(client, "-authors") == ["/authors/ada-fenn/", "/yo/authors/ada-fenn/"]
    found = locations(client, "-pages")
    assert {"/", "/yo/", "/sections/harbour/", "/yo/about/", "/feeds/"} <= set(found)
    assert not [path for path in found if "empty" in path or "secret" in path]


def test_page_in_the_sitemap_may_be_indexed(client):
    make_one_of_each()
    for name in ("-pages", "-tags", "-authors", "-2026"):
        for path in locations(client, name):
            page = client.get(path)
            assert (page.status_code, 'content="noindex' in page.text) == (200, False), path


def test_news_are_of_the_last_two_days_newest_first(client):
    now = timezone.now()
    for hours, slug in [(49, "old"), (47, "yesterday"), (1, "today")]:
        story = make_story(slug=slug, language="yo" if hours == 1 else "en")
        publishing.publish(story, actor=make_user("publisher"), now=now - timedelta(hours=hours))
    rows = tree(client, "-news")
    assert [row.findtext(f"{ROOT}loc").rpartition("/")[0].rpartition("/")[2] for row in rows] == ["today", "yesterday"]
    assert [row.findtext(f".//{NEWS}language") for row in rows] == ["yo", "en"]


def test_news_say_what_the_schema_asks_for(client):
    edition = publish_now(headline="Fresh & new")
    [news] = tree(client, "-news").iter(f"{NEWS}news")
    assert [element.tag.removeprefix(NEWS) for element in news] == ["publication", "publication_date", "title"]
    assert [element.text for element in news[0]] == ["The Tidewater Post", "en"]
    assert news[2].text == "Fresh & new" and W3C_DATE.fullmatch(news[1].text)
    assert datetime.fromisoformat(news[1].text) == edition.first_published_at.replace(microsecond=0)


@pytest.mark.parametrize("kind", ["sponsored", "press_release"])
def test_what_no_journalist_found_out_is_no_news(client, kind):
    publish_now(kind=kind, payer="Harbour Ltd" if kind == "sponsored" else "")
    assert locations(client, "-news") == []


def test_news_are_a_thousand_at_most(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 2)
    for _ in range(3):
        publish_now()
    assert len(locations(client, "-news")) == 2


@pytest.mark.parametrize(
    "name, most", [("", 6), ("-2026", 4), ("-news", 2), ("-pages", 3), ("-tags", 3), ("-authors", 3)]
)
@pytest.mark.parametrize("number", [1, 3])
def test_questions_do_not_grow_with_what_is_stored(client, django_assert_num_queries, name, most, number):
    for _ in range(number):
        publish_now(tags=[make_tag()], authors=[make_author()], section=make_section())
    with django_assert_num_queries(most):
        assert len(locations(client, name)) >= 1


@pytest.mark.parametrize("name", ALL)
def test_sitemap_names_its_one_address_whatever_host_was_asked(client, settings, name):
    settings.ALLOWED_HOSTS = ["*"]
    make_one_of_each()
    answer = client.get(f"/sitemap{name}.xml", headers={"Host": "evil.example"})
    assert answer["Link"] == f'<{SITE}/sitemap{name}.xml>; rel="canonical"'
    assert "evil.example" not in answer.text
