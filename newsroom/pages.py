"""Renders public pages: the same bytes for every reader, and no query once the template has begun."""

import logging
import re
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.template import loader
from django.utils.module_loading import import_string

from newsroom.assets import HEAD_SCRIPT, SPECULATION_RULES, with_styles
from newsroom.untranslated import marked

logger = logging.getLogger(__name__)
# Blank lines and indents, and what keeps its own.
BLANKS = re.compile(r"(<(textarea|pre)\b.*?</\2>)|\s*\n\s*", re.DOTALL)
# Tests set this, so that a template that asks the database fails; readers get the page and the log a warning.
REFUSE_QUERIES = False
# What no page of ours asks of a device, nor lets what is embedded ask.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class QueryInTemplate(RuntimeError):
    """A public template asked the database for something its view should have fetched."""


@contextmanager
def no_queries(template):
    """Refuse (tests) or report (readers) every query made inside the block."""

    def guard(execute, sql, params, many, context):
        if REFUSE_QUERIES:
            raise QueryInTemplate(f"{template}: {sql}")
        logger.warning("A query began in the template %s: %s", template, sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield


def frame(request):
    """Return what every public page shows around its content, from the functions named in ``PAGE_FRAME``."""
    context = {"path": request.path, "head_script": HEAD_SCRIPT, "speculation_rules": SPECULATION_RULES}
    for dotted in settings.PAGE_FRAME:
        context |= import_string(dotted)(request)
    return context


def render_page(request, template, context=None, status=200, private=False):
    """Return the page as a response.

    The template gets no request, so no session, user, token or message can reach it. ``private`` marks a page that
    shows the visitor's own state (`/cookies/`, previews).
    """
    context = frame(request) | (context or {})
    with no_queries(template):
        html = marked(lambda: loader.get_template(template).render(context))
    html = BLANKS.sub(lambda found: found[1] or "\n", html)
    response = HttpResponse(with_styles(html), status=status)
    response["Cache-Control"] = "private, no-store" if private else "no-cache"
    response["Permissions-Policy"] = PERMISSIONS
    return response
