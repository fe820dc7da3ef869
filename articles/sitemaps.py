"""The sitemaps (https://www.sitemaps.org): an index, each year's live stories, lists and pages, and the newest news.

Each is a slice of an index of the database, however much is stored.
"""

from datetime import datetime, timedelta
from io import StringIO
from itertools import groupby
from operator import attrgetter

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.feeds.items import plain
from articles.models.edition import LISTED, Edition, EditionByline
from articles.models.taxonomy import Author, Section, Tag
from articles.operations.addresses import canonical, canonical_link, in_interface
from articles.operations.structured_data import moment
from articles.views.head import Alternate, alternates
from articles.vocabulary import Kind
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Page, Publication

CHUNK = 1000
NEWS_FOR = timedelta(days=2)
MOST_NEWS = 1000
# Nobody paid a journalist to find these out.
NO_NEWS = [Kind.SPONSORED, Kind.PRESS_RELEASE]
SITEMAP = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
XHTML = {"xmlns:xhtml": "http://www.w3.org/1999/xhtml"}
NEWS = {"xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9"}
# What is there in every language without anyone writing it.
PAGES = ["front", "archive", "corrections", "ai", "feeds"]


@require_safe
def sitemap(request):
    """Serve the index: the sitemaps of pages, of each year's stories and of the news."""
    publication = Publication.current()
    found = [reverse("sitemap_news"), *_parts(reverse("sitemap_lists", args=["pages"]), 1)]
    for kind, things in {"tags": _tags(), "authors": _authors()}.items():
        found += _parts(reverse("sitemap_lists", args=[kind]), things.count())
    for year, number in _years():
        found += _parts(reverse("sitemap_stories", args=[f"{year:04}"]), number)
    rows = [[("loc", publication.absolute_url(path))] for path in found]
    return _answer("sitemapindex", SITEMAP, "sitemap", rows, request, publication)


@require_safe
def sitemap_stories(request, year):
    """Serve a part of a year's stories, each with its last change and its translations."""
    publication = Publication.current()
    keys = _part(request, _first_published(int(year)).order_by("first_published_at", "pk").values("pk"))
    fields = Edition.objects.only("path_date", "slug", "language", "updated_at", "translation_key")
    editions = list(fields.filter(pk__in=keys).order_by("first_published_at", "pk"))
    wanted = Edition.objects.filter(translation_key__in={edition.translation_key for edition in editions})
    siblings = fields.live().filter(pk__in=wanted.values("pk")).order_by("translation_key", "pk")
    versions = {key: list(found) for key, found in groupby(siblings, key=attrgetter("translation_key"))}
    rows = [_story(edition, versions[edition.translation_key], publication) for edition in editions]
    return _answer("urlset", SITEMAP | XHTML, "url", rows, request, publication)


@require_safe
def sitemap_lists(request, kind):
    """Serve the addresses of pages and sections, of tags, or of authors, in every language of the interface."""
    publication = Publication.current()
    if kind == "pages":
        things = [*(_Named(name) for name in PAGES), *_sections(), *Page.objects.filter(is_published=True)]
    else:
        things = {"tags": _tags, "authors": _authors}[kind]().order_by("pk")
    rows = [row for thing in _part(request, things) for row in _thing(thing, publication)]
    return _answer("urlset", SITEMAP | XHTML, "url", rows, request, publication)


@require_safe
def sitemap_news(request):
    """Serve what journalists first published in the last two days, newest first."""
    publication = Publication.current()
    recent = Edition.objects.live().filter(first_published_at__gte=timezone.now() - NEWS_FOR)
    editions = recent.exclude(kind__in=NO_NEWS).defer("body").newest_first()[:MOST_NEWS]
    rows = [_news(edition, publication) for edition in editions]
    return _answer("urlset", SITEMAP | NEWS, "url", rows, request, publication)


class _Named:
    """A page that is found by its URL name."""

    def __init__(self, name):
        self.name = name

    def get_absolute_url(self):
        return reverse(self.name)


def _sections():
    live = Edition.objects.live().filter(section=OuterRef("pk"))
    return Section.objects.filter(Exists(live))


def _tags():
    return Tag.objects.filter(live_count__gt=0)


def _authors():
    return Author.objects.filter(Exists(EditionByline.objects.filter(LISTED, author=OuterRef("pk"))))


def _years():
    """Return (year, how many live stories were first published in it) for every year that has some: a query a year."""
    live = Edition.objects.live().order_by("first_published_at").values_list("first_published_at", flat=True)
    first, last = live.first(), live.last()
    if first is None:
        return []
    years = range(timezone.localtime(first).year, timezone.localtime(last).year + 1)
    numbers = {year: _first_published(year).count() for year in years}
    return [(year, number) for year, number in numbers.items() if number]


def _first_published(year):
    zone = timezone.get_current_timezone()
    try:
        start, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    except ValueError:
        raise Http404 from None
    return Edition.objects.live().filter(first_published_at__gte=start, first_published_at__lt=end)


def _parts(path, number):
    """Return the addresses of a sitemap of so many things: itself, then its further parts; none for nothing."""
    return [path if part == 1 else f"{path}?p={part}" for part in range(1, -(-number // CHUNK) + 1)]


def _part(request, things):
    """Return the part that is asked for, ``?p=n`` from 1; 404 where there is none."""
    try:
        part = Paginator(things, CHUNK, allow_empty_first_page=False).page(request.GET.get("p", 1))
    except InvalidPage:
        raise Http404 from None
    return part.object_list


def _story(edition, versions, publication):
    links = _links(alternates(versions, publication))
    return [("loc", canonical(edition, publication)), ("lastmod", moment(edition.updated_at)), *links]


def _thing(thing, publication):
    """Return the rows of a page or list: one for each language of the interface, each naming all of them."""
    found = {code: publication.absolute_url(in_interface(thing, code)) for code in publication.languages}
    languages = [*found.items(), ("x-default", found[publication.default_language])]
    changed = [("lastmod", moment(thing.updated_at))] if isinstance(thing, Page) else []
    return [[("loc", url), *changed, *_links(Alternate(*pair) for pair in languages)] for url in found.values()]


def _links(alternates):
    return [
        ("xhtml:link", {"rel": "alternate", "hreflang": alternate.language, "href": alternate.url})
        for alternate in alternates
    ]


def _news(edition, publication):
    with override(edition.language):
        name = str(in_language(publication.name))
    return [
        ("loc", canonical(edition, publication)),
        (
            "news:news",
            [
                ("news:publication", [("news:name", name), ("news:language", edition.language)]),
                ("news:publication_date", moment(edition.first_published_at)),
                ("news:title", edition.headline),
            ],
        ),
    ]


def _answer(root, namespaces, element, rows, request, publication):
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement(root, namespaces)
    for row in rows:
        _write(xml, element, row)
    xml.endElement(root)
    xml.endDocument()
    part = f"?p={request.GET['p']}" if request.GET.get("p", "1") != "1" else ""
    own = publication.absolute_url(f"{request.path}{part}")
    headers = {"Cache-Control": "no-cache", "Link": canonical_link(own)}
    return HttpResponse(out.getvalue(), content_type="application/xml; charset=utf-8", headers=headers)


def _write(xml, name, said):
    """Write an element: its text, its attributes, or the elements in it."""
    if isinstance(said, str):
        xml.addQuickElement(name, plain(said))
    elif isinstance(said, dict):
        xml.addQuickElement(name, "", said)
    else:
        xml.startElement(name, {})
        for inner, content in said:
            _write(xml, inner, content)
        xml.endElement(name)
