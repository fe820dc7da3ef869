"""The archive: every month since the first story, and the stories of one."""

from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.edition import Edition
from articles.operations import structured_data
from articles.views.head import list_head
from articles.views.paging import page_of
from newsroom.pages import render_page
from newsroom.publication.localtext import LocalText
from newsroom.publication.models import Publication


class Month(NamedTuple):
    """A month, its name and its page."""

    year: int
    name: str
    url: str


@require_safe
def archive(request):
    """Show the months since the first story, newest first, year by year."""
    live = Edition.objects.live().order_by("first_published_at").values_list("first_published_at", flat=True)
    first, last = live.first(), live.last()
    years = [(year, list(months)) for year, months in groupby(_months(first, last), key=lambda month: month.year)]
    words = _("All our stories, month by month.")
    head = list_head(request, Publication.current(), _("Archive"), words, is_empty=not years)
    return render_page(request, "pages/archive.html", head | {"years": years})


@require_safe
def month(request, year, month):
    """Show the stories first published in a month, newest first; a month before the first story is not there."""
    start, end = _bounds(year, month)
    publication = Publication.current()
    inside = Edition.objects.live().filter(first_published_at__gte=start, first_published_at__lt=end)
    page = page_of(request, inside.newest_first().values("pk"))
    if not page.items:
        raise Http404
    name = _name(start)
    words = LocalText(_("Our stories of %(month)s.") % {"month": name}, get_language(), is_fallback=False)
    head = list_head(
        request,
        publication,
        name,
        words,
        page=page,
        data=lambda address: structured_data.collection(name, address, page.items, publication),
        trail=[
            structured_data.crumb(_("Archive"), reverse("archive")),
            structured_data.crumb(name, reverse("month", args=[year, month])),
        ],
    )
    return render_page(request, "pages/month.html", head | {"heading": name, "cards": page.items, "page": page})


def _months(first, last):
    """Yield every month between two moments where the publication is, the last one first."""
    if first is None:
        return
    first, last = timezone.localtime(first), timezone.localtime(last)
    for number in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
        year, place = divmod(number, 12)
        start = datetime(year, place + 1, 1, tzinfo=first.tzinfo)
        yield Month(year, _name(start), reverse("month", args=[year, f"{place + 1:02}"]))


def _bounds(year, month):
    """Return when a month begins and ends where the publication is."""
    number = int(year) * 12 + int(month)
    (year, place), (next_year, next_place) = divmod(number - 1, 12), divmod(number, 12)
    try:
        zone = timezone.get_current_timezone()
        return datetime(year, place + 1, 1, tzinfo=zone), datetime(next_year, next_place + 1, 1, tzinfo=zone)
    except ValueError:
        raise Http404 from None


def _name(start):
    return date_format(start, "YEAR_MONTH_FORMAT")
