"""Answers with a feed in a format."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.feeds import atom, json_feed, rss
from articles.feeds.items import gather
from articles.models.taxonomy import Tag
from articles.operations.addresses import canonical_link
from articles.operations.channels import FORMATS, Channel
from newsroom.publication.models import Publication

WRITERS = {"rss": rss.write, "atom": atom.write, "json_feed": json_feed.write}


@require_safe
def feed(request, kind, form, key=""):
    """Serve the newest stories of a feed, newest first; its headers name its hubs and its one address."""
    publication = Publication.current()
    try:
        found = gather(Channel(kind, key), form, publication)
    except Http404:
        if kind != "tag":
            raise
        tag = get_object_or_404(Tag, aliases__slug=key)
        return redirect(Channel("tag", tag.slug).path(form), permanent=True)
    hubs = [f'<{found.url}>; rel="self"', *(f'<{hub}>; rel="hub"' for hub in found.hubs)] if found.hubs else []
    response = HttpResponse(WRITERS[form](found), content_type=f"{FORMATS[form][1]}; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Link"] = ", ".join([canonical_link(found.url), *hubs])
    return response
