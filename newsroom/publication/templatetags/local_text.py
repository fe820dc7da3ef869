"""Prints texts that exist per language."""

from django import template
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import mark_safe

from newsroom.publication.languages import Language
from newsroom.publication.localtext import LocalText, in_language

register = template.Library()


def _resolved(texts):
    return texts if isinstance(texts, LocalText) else in_language(texts)


@register.simple_tag
def local(texts):
    """Print the text in the page's language; a fallback is wrapped with its own language and direction."""
    found = _resolved(texts)
    if not found.is_fallback:
        return conditional_escape(found.text)
    language = Language(found.language)
    return format_html('<span lang="{}" dir="{}">{}</span>', language.code, language.dir, found.text)


@register.simple_tag
def local_lines(texts):
    """Print a text of several lines as paragraphs, each marked when it is a fallback."""
    found = _resolved(texts)
    html = linebreaks(found.text, autoescape=True)
    if found.is_fallback:
        language = Language(found.language)
        html = format_html('<div lang="{}" dir="{}">{}</div>', language.code, language.dir, mark_safe(html))
    return mark_safe(html)


@register.filter
def local_plain(texts):
    """Return the text alone, for attributes and titles."""
    return _resolved(texts).text
