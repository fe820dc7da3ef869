"""Which addresses here lead readers to something, and which to nothing; a few queries, however many are asked about."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils.translation import override

from articles.models.edition import Edition, PreviousPath
from articles.models.redirect import Redirect
from articles.models.taxonomy import Author, Section, Tag, TagAlias
from articles.models.text import nfc_line
from newsroom.publication.languages import in_other_language, language_of
from newsroom.publication.models import Page, Publication

STORY = {"story", "ai_statement", "ninjs"}
# The page that is there before anybody writes it.
UNWRITTEN = {"privacy"}
FILES = tuple(filter(None, [settings.STATIC_URL, settings.MEDIA_URL]))


def tidy(address, publication=None):
    """Return a typed address here as readable text, without host, query and place in the page, ending with a slash;
    "" for an address elsewhere."""
    try:
        parts = urlsplit(nfc_line(address))
        if parts.scheme or parts.netloc:
            publication = publication or Publication.current()
            if parts.hostname != urlsplit(publication.address).hostname:
                return ""
            parts = urlsplit(parts.path or "/")
    except ValueError:
        return ""
    path = nfc_line(unquote(parts.path))
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def missing(paths, *, with_redirects=True):
    """Return those of some tidy addresses here at which readers find nothing, in order.

    ``with_redirects`` counts an address that leads on as found.
    """
    publication = Publication.current()
    plain = {path: _plain(path, publication) for path in paths}
    with override(publication.default_language):
        matches = {path: _match(found) for path, found in plain.items()}
    there = _stories(matches) | _named(matches)
    gone = [path for path in matches if path not in there]
    if with_redirects and gone:
        asked = {*gone, *(plain[path] for path in gone)}
        leading = set(Redirect.objects.filter(path__in=asked).values_list("path", flat=True))
        gone = [path for path in gone if not {path, plain[path]} & leading]
    return gone


def _match(path):
    """Return the name of the page at an address without prefix and what it is asked for, or None where none is."""
    if path.startswith(FILES):
        return "file", ()
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return (found.url_name, tuple(found.kwargs.values())) if "admin" not in found.namespaces else None


def _plain(path, publication):
    return in_other_language(path, language_of(path, publication.languages), publication.default_language)


def _stories(matches):
    """Return the addresses at which a live story stands, or stood before its slug changed."""
    wanted = {path: match[1] for path, match in matches.items() if match and match[0] in STORY}
    if not wanted:
        return set()
    at = Q()
    for day, slug in set(wanted.values()):
        at |= Q(path_date=day, slug=slug)
    live = Edition.objects.live()
    moved = PreviousPath.objects.filter(at, story__in=live.order_by().values("story"))
    found = {*live.filter(at).values_list("path_date", "slug"), *moved.values_list("path_date", "slug")}
    return {path for path, place in wanted.items() if place in found}


def _named(matches):
    """Return the addresses of other pages that are there: of a section, tag, author or page, where there is one."""
    slugs = {}
    for match in matches.values():
        if match and match[0] in LISTS:
            slugs.setdefault(match[0], set()).add(match[1][0])
    known = {name: LISTS[name](asked) for name, asked in slugs.items()}
    return {
        path
        for path, match in matches.items()
        if match and match[0] not in STORY and (match[0] not in LISTS or match[1][0] in known[match[0]])
    }


def _sections(slugs):
    return set(Section.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def _tags(slugs):
    live = Tag.objects.filter(live_count__gt=0)
    aliases = TagAlias.objects.filter(slug__in=slugs, tag__in=live)
    return {*live.filter(slug__in=slugs).values_list("slug", flat=True), *aliases.values_list("slug", flat=True)}


def _authors(slugs):
    named = Author.objects.filter(slug__in=slugs, edition_bylines__listed_at__isnull=False)
    return set(named.values_list("slug", flat=True).distinct())


def _pages(slugs):
    return UNWRITTEN | set(Page.objects.filter(slug__in=slugs, is_published=True).values_list("slug", flat=True))


LISTS = {"section": _sections, "digest": _sections, "tag": _tags, "author": _authors, "page": _pages}
