"""Cuts a long list of stories into pages, ``?page=n`` from 1."""

import re
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.encoding import escape_uri_path

from articles.models.edition import Edition
from articles.operations import cards

PAGE_SIZE = 24


class ListPage(NamedTuple):
    """One page of a list, and where its neighbours are ("" where there is none)."""

    items: list
    number: int
    total: int
    previous_url: str
    next_url: str

    @property
    def has_previous(self):
        return bool(self.previous_url)

    @property
    def has_next(self):
        return bool(self.next_url)


def page_of(request, keys, count=None):
    """Return the page of live editions that the request asks for, as cards; 404 where there is none.

    ``keys`` are theirs, newest first: an index alone finds the page among them, and only its cards are read. Two
    queries, or one where it is known how many there are.
    """
    number = number_of(request)
    paginator = Paginator(keys, PAGE_SIZE)
    if count is not None:
        paginator.count = count
    if number > paginator.num_pages:
        raise Http404
    live = Edition.objects.live().for_card().newest_first()
    path = escape_uri_path(request.path)
    return ListPage(
        items=cards.dress(live.filter(pk__in=paginator.page(number).object_list)),
        number=number,
        total=paginator.num_pages,
        previous_url=(path if number == 2 else f"{path}?page={number - 1}") if number > 1 else "",
        next_url=f"{path}?page={number + 1}" if number < paginator.num_pages else "",
    )


def number_of(request):
    """Return the number of the page that is asked for; 404 where it is none."""
    text = request.GET.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,6}", text):
        raise Http404
    return int(text)
