"""What each feed is called, where its page is, and which stories it has; a feed of nothing public is not there."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from articles.models.edition import Edition, EditionByline, EditionTag
from articles.models.taxonomy import Author, Section, Tag
from articles.operations.corrections import corrected
from newsroom.publication.languages import Language
from newsroom.publication.localtext import in_language


class Source(NamedTuple):
    """A feed's heading ("" for the publication's own name), its words, its page's path, and its stories' keys in order.

    ``must_have_stories`` says that without any the feed is not there, as its page is not.
    """

    heading: str
    description: str
    path: str
    language: str
    keys: QuerySet
    must_have_stories: bool = False


def source(kind, key, publication):
    """Return what a feed is made of; 404 where nothing is called so."""
    return SOURCES[kind](publication, *([key] if key else []))


def _site(publication):
    keys = Edition.objects.live().newest_first().values("pk")
    return Source("", str(in_language(publication.tagline)), reverse("front"), get_language(), keys)


def _section(publication, slug):
    section = get_object_or_404(Section, slug=slug)
    name = str(in_language(section.name))
    words = str(in_language(section.description)) or _("The newest stories in %(section)s.") % {"section": name}
    keys = Edition.objects.live().filter(section=section).newest_first().values("pk")
    return Source(name, words, section.get_absolute_url(), get_language(), keys)


def _tag(publication, slug):
    tag = get_object_or_404(Tag, slug=slug)
    words = _("The newest stories about “%(tag)s”.") % {"tag": tag.name}
    keys = EditionTag.objects.filter(tag=tag).newest_live()
    return Source(tag.name, words, tag.get_absolute_url(), get_language(), keys, must_have_stories=True)


def _author(publication, slug):
    author = get_object_or_404(Author, slug=slug)
    words = _("Stories by %(author)s.") % {"author": author.name}
    keys = EditionByline.objects.filter(author=author).newest_live()
    return Source(author.name, words, author.get_absolute_url(), get_language(), keys, must_have_stories=True)


def _language(publication, code):
    """A language whose interface is offered is there; another, once there is a story in it."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    is_offered = code in publication.languages
    with override(code if is_offered else publication.default_language):
        path = reverse("front")
    words = str(in_language(publication.tagline, code))
    keys = Edition.objects.live().filter(language=code).newest_first().values("pk")
    return Source(Language(code).name_local, words, path, code, keys, must_have_stories=not is_offered)


def _corrections(publication):
    words = _("What we got wrong in our stories, and what is right.")
    return Source(_("Corrections"), words, reverse("corrections"), get_language(), corrected().values("pk"))


SOURCES = {
    "": _site,
    "section": _section,
    "tag": _tag,
    "author": _author,
    "language": _language,
    "corrections": _corrections,
}
