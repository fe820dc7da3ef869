"""Search: a form that works by its address alone, and what it finds."""

from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.taxonomy import Section, Tag
from articles.operations import searching
from articles.operations.front import newest
from articles.search import passages, words
from articles.slugs import fold
from articles.views.head import list_head
from articles.views.paging import PAGE_SIZE, number_of
from newsroom import richtext
from newsroom.pages import render_page
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

MOST_LETTERS = 200
TAGS_COMPARED = 500
PERIODS = [
    ("", pgettext_lazy("time of publication", "Any time")),
    ("week", gettext_lazy("The last seven days")),
    ("month", gettext_lazy("The last month")),
    ("year", gettext_lazy("The last year")),
]
MADE_BY = [
    ("", pgettext_lazy("who made the words", "All")),
    ("people", pgettext_lazy("who made the words", "People")),
    ("ai", pgettext_lazy("who made the words", "AI had a part")),
]


class Choice(NamedTuple):
    """One answer of a filter; ``language`` is that of its words, "" for the interface's."""

    value: str
    words: str
    is_chosen: bool
    language: str = ""


@require_safe
def search(request):
    """Show the form, and what was found for ``?q=``; unknown filters count as none."""
    publication = Publication.current()
    text = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MOST_LETTERS]
    sections = list(Section.objects.in_menu())
    chosen = _chosen(request, publication, sections)
    query = words.parse(text)
    found = searching.find(query, _filters(chosen, sections), today=timezone.localdate())
    page = _page(request, found, query, text, chosen)
    head = list_head(request, publication, _("Search"), _("Search the stories we have published."))
    context = {
        "text": text,
        "results": page,
        "count": len(found.keys),
        "is_more": found.is_more,
        "filters": _choices(chosen, publication, sections),
        "is_narrowed": any(chosen.values()),
        "spellings": _spellings(query) if query and not found.keys else [],
        "newest": newest(get_language()) if query and not found.keys else [],
        "sections_offered": sections,
        "robots": "noindex,follow",
    }
    return render_page(request, "pages/search.html", head | context)


def _chosen(request, publication, sections):
    """Return what is chosen of each filter, "" where it is nothing that is offered."""
    offered = {
        "language": list(publication.languages),
        "section": [section.slug for section in sections],
        "period": list(searching.PERIODS),
        "made": list(searching.MADE_BY),
    }
    asked = {name: request.GET.get(name, "") for name in offered}
    return {name: value if value in offered[name] else "" for name, value in asked.items()}


def _filters(chosen, sections):
    section = next((section.pk for section in sections if section.slug == chosen["section"]), None)
    return searching.Filters(chosen["language"], section, chosen["period"], chosen["made"])


def _page(request, found, query, text, chosen):
    """Return the page of results that is asked for, each card with its marked headline and passage."""
    paginator, number = Paginator(found.keys, PAGE_SIZE), number_of(request)
    if number > paginator.num_pages:
        raise Http404
    asked = {name: value for name, value in {"q": text, **chosen}.items() if value}

    def url(other):
        return f"{reverse('search')}?{urlencode(asked | ({'page': other} if other > 1 else {}))}"

    results = searching.cards_of(paginator.page(number).object_list)
    for card in results:
        card.marked_headline = passages.marked(card.headline, query.folded)
        body = richtext.plain_text(card.body)
        card.passage = passages.passage(card.standfirst, query.folded) or passages.passage(body, query.folded)
        card.passage = card.passage or passages.marked(card.standfirst, query.folded)
    return {
        "items": results,
        "number": number,
        "total": paginator.num_pages,
        "has_previous": number > 1,
        "has_next": number < paginator.num_pages,
        "previous_url": url(number - 1),
        "next_url": url(number + 1),
    }


def _choices(chosen, publication, sections):
    languages = [(one.code, one.name_local, one.code) for one in publication.offered_languages]
    names = [(section.slug, in_language(section.name)) for section in sections]
    desks = [(slug, name, name.language if name.is_fallback else "") for slug, name in names]
    everything = pgettext_lazy("all languages or sections", "All")
    return [
        (name, label, [Choice(value, str(shown), value == chosen[name], *rest) for value, shown, *rest in offered])
        for name, label, offered in [
            ("language", _("Language"), [("", everything), *languages]),
            ("section", _("Section"), [("", everything), *desks]),
            ("period", _("Published"), PERIODS),
            ("made", _("Made by"), MADE_BY),
        ]
    ]


def _spellings(query):
    """Return topics whose names look like what was typed."""
    names = {tag.key: tag for tag in Tag.objects.filter(live_count__gt=0).order_by("-live_count")[:TAGS_COMPARED]}
    folded = {words.fold(key): tag for key, tag in names.items()}
    close = get_close_matches(fold(" ".join(query.folded)), folded, n=3, cutoff=0.7)
    return [folded[key] for key in close]
