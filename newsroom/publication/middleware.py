"""Gives each request the publication, the language of its address and the publication's time zone."""

import logging

from django.conf import settings
from django.db import DatabaseError, OperationalError, ProgrammingError
from django.http import HttpResponse
from django.utils import timezone, translation

from newsroom import untranslated
from newsroom.publication import health, newsletter
from newsroom.publication.languages import language_of, use_default
from newsroom.publication.models import Publication, PublicationMissing, kept_publication
from newsroom.publication.views.errors import server_error

logger = logging.getLogger(__name__)
ADMIN = "/admin/"
ADMIN_LANGUAGE = "en"


class PublicationMiddleware:
    """Activates language and time zone for the request; says in a sentence what an unfinished installation lacks."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.without_database = (settings.STATIC_URL, settings.MEDIA_URL, "/healthz")

    def __call__(self, request):
        with kept_publication():
            if request.path_info.startswith(self.without_database):
                return self.get_response(request)
            return self.answer(request)

    def answer(self, request):
        """Return the response in the language and time zone that the address and the publication ask for."""
        in_admin = request.path_info.startswith(ADMIN)
        try:
            publication = Publication.current()
        except PublicationMissing as missing:
            if not in_admin:
                return unavailable(request, str(missing))
            publication = Publication(time_zone=settings.TIME_ZONE)
        except DatabaseError:
            if problem := health.database_problem():
                return unavailable(request, problem)
            raise
        use_default(publication.default_language)
        newsletter.allow(publication)
        language = ADMIN_LANGUAGE if in_admin else language_of(request.path_info, publication.languages)
        with translation.override(language), timezone.override(publication.zone):
            untranslated.watch()
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if response.get("Content-Type", "").startswith("text/html"):
                response.headers.setdefault("Content-Language", language)
        return response

    def process_exception(self, request, exception):
        """Answer in words where a view failed because tables or columns are missing."""
        if isinstance(exception, OperationalError | ProgrammingError) and (problem := health.database_problem()):
            return unavailable(request, problem)
        return None


def unavailable(request, sentence):
    """Return the sentence as a plain page that nobody keeps; where the database is gone, tell the log and apologise."""
    if sentence == health.NO_ANSWER:
        logger.error(sentence)
        return server_error(request, status=503)
    return HttpResponse(
        sentence + "\n",
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Retry-After": "60"},
    )
