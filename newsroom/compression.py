"""Sends what every reader gets alike compressed, where no proxy does it."""

import re

from django.middleware.gzip import GZipMiddleware

WORDS = re.compile(r"(?:text/|application/(?:[\w.+-]+\+)?(?:json|xml)\b)")


class CompressionMiddleware(GZipMiddleware):
    """Compresses public words. The desk's pages hold tokens, which compression would give away: they stay as they are.

    No random bytes: a public page has no secret in it, and stays the same bytes for everyone.
    """

    max_random_bytes = 0

    def process_response(self, request, response):
        kept_by_one = re.search(r"private|no-store", response.get("Cache-Control", "")) or response.cookies
        if response.streaming or kept_by_one or not WORDS.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
