"""The public log of AI: every live story in which it had a part, newest first."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from articles.operations import ai_log as log
from articles.views.head import list_head
from articles.views.paging import PAGE_SIZE, ListPage, number_of
from newsroom.pages import render_page
from newsroom.publication.models import Publication


@require_safe
def ai_log(request):
    """Show a page of the log, narrowed to a level or a kind of thing where that is asked; others count as all."""
    chosen = chosen_in(request)
    page = _page(request, log.entries(**chosen), chosen)
    title = _("What AI had a part in")
    head = list_head(
        request, Publication.current(), title, _("Every story here that carries a label because of AI."), page=page
    )
    context = {
        "title": title,
        "page": page,
        "lines": [log.line(edition) for edition in page.items],
        "filters": [
            (_("By what AI did"), _links(chosen, "level", log.LEVELS)),
            (_("By what it is in"), _links(chosen, "thing", log.THINGS)),
        ],
        "query": _query(chosen),
    }
    if any(chosen.values()):
        context["robots"] = "noindex,follow"
    return render_page(request, "pages/ai_log.html", head | context)


def chosen_in(request):
    """Return what the log is narrowed to, "" where it is nothing that is offered."""
    offered = {"level": log.LEVELS, "thing": log.THINGS}
    asked = {name: request.GET.get(name, "") for name in offered}
    return {name: value if value in offered[name] else "" for name, value in asked.items()}


def _page(request, found, chosen):
    number, paginator = number_of(request), Paginator(found, PAGE_SIZE)
    if number > paginator.num_pages:
        raise Http404
    return ListPage(
        items=list(paginator.page(number).object_list),
        number=number,
        total=paginator.num_pages,
        previous_url=_url(chosen, number - 1) if number > 1 else "",
        next_url=_url(chosen, number + 1) if number < paginator.num_pages else "",
    )


def _links(chosen, name, offered):
    """Return (words, address, whether it is chosen) for each answer of a filter, all of them first."""
    answers = {"": pgettext("everything in the log of AI", "All"), **offered}
    return [(words, _url(chosen | {name: value}), chosen[name] == value) for value, words in answers.items()]


def _url(chosen, number=1):
    return reverse("ai_log") + _query(chosen, **({"page": number} if number > 1 else {}))


def _query(chosen, **more):
    asked = {name: str(value) for name, value in chosen.items() if value} | more
    return f"?{urlencode(asked)}" if asked else ""
