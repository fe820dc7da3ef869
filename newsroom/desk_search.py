"""The desk's search: one question to every list that takes part, through the doors that the lists have themselves.

A list takes part by ``desk_search_place`` on its ``ModelAdmin``, the lowest first. Who may open the list, which rows
they see there and how words are found is what its admin says. It may say what a row is called by
``desk_search_name(row)``, and a few words on it by ``desk_search_note(row)``.
"""

import unicodedata
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

MOST = 8
LONGEST = 200


class Hit(NamedTuple):
    """Something found: its name, where it is changed or read, the language of the name, and a few words on it."""

    text: str
    url: str
    language: str
    note: str


class Group(NamedTuple):
    """What was found in one list; ``more`` leads to all of it, where that is more than ``hits``."""

    title: str
    hits: list
    more: str


def typed(text):
    """Return what somebody typed as it is searched for."""
    return unicodedata.normalize("NFC", text.replace("\x00", "")).strip()[:LONGEST]


def search(request, admins, text):
    """Return the groups in which something was found, of those that the person may see: two queries a list."""
    taking_part = [admin for admin in admins if hasattr(admin, "desk_search_place")]
    groups = [
        _in(request, admin, text)
        for admin in sorted(taking_part, key=lambda admin: admin.desk_search_place)
        if admin.has_view_permission(request)
    ]
    return [group for group in groups if group.hits]


def _in(request, admin, text):
    found, may_repeat = admin.get_search_results(request, admin.get_queryset(request), text)
    ordered = found.order_by(*(admin.get_ordering(request) or admin.opts.ordering), "-pk")
    keys = list((ordered.distinct() if may_repeat else ordered).values_list("pk", flat=True)[: MOST + 1])
    rows = admin.get_queryset(request).in_bulk(keys[:MOST])
    name = f"admin:{admin.opts.app_label}_{admin.opts.model_name}"
    called = getattr(admin, "desk_search_name", str)
    note = getattr(admin, "desk_search_note", lambda row: "")
    hits = [
        Hit(called(row), reverse(f"{name}_change", args=[key]), getattr(row, "language", ""), note(row))
        for key in keys[:MOST]
        if (row := rows.get(key))
    ]
    more = f"{reverse(f'{name}_changelist')}?{urlencode({'q': text})}" if len(keys) > MOST else ""
    return Group(str(admin.opts.verbose_name_plural), hits, more)
