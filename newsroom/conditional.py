"""Tells browsers and crawlers by what they know an answer again, and spares them what they have already.

``ETag`` is the hash of the bytes. ``Last-Modified`` is since when the address has had these very bytes, as far as
this installation remembers: a page shows today's names, labels and pictures, so no row's date covers all it shows.
The memory is a cache of files that all workers of a machine share; what it loses or cannot keep only makes a date
later, never wrong. A date is answered with 304 only if it is the one that was given, as nginx does.
"""

import hashlib
import logging
from time import time

from django.core.cache import caches
from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import http_date, parse_http_date_safe

logger = logging.getLogger(__name__)
# The page of a list, the part of a sitemap, the version of an icon. What is asked by other parameters has no date.
PARAMETERS = {"page", "p", "v"}


class ConditionalMiddleware(ConditionalGetMiddleware):
    """Give what may be kept its validators; answer 304, without a body, to whoever holds the same bytes."""

    def process_response(self, request, response):
        if request.method not in {"GET", "HEAD"} or not self.needs_etag(response):
            return response
        if not response.streaming:
            if "ETag" not in response:
                set_response_etag(response)
            if response.status_code == 200 and PARAMETERS.issuperset(request.GET):
                _date(request, response)
        given = parse_http_date_safe(response.get("Last-Modified", ""))
        asked = parse_http_date_safe(request.META.get("HTTP_IF_MODIFIED_SINCE", ""))
        return get_conditional_response(
            request, etag=response.get("ETag"), last_modified=given if given == asked else None, response=response
        )


def _date(request, response):
    """Set ``Last-Modified``; leave it out for the rest of a second in which the bytes changed again."""
    key, now = hashlib.sha256(request.get_full_path().encode()).hexdigest(), int(time())
    try:
        known = caches["known"]
        etag, since = known.get(key, ("", 0))
        if etag != response["ETag"]:
            since = now if now > since else now + 1
            known.set(key, (response["ETag"], since), timeout=None)
    except OSError:
        logger.exception("What pages were like before could not be read or kept: they go out without Last-Modified.")
        return
    if since <= now:
        response["Last-Modified"] = http_date(since)
