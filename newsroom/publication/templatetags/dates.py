"""Prints moments and days in the page's language and the publication's time zone."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from newsroom import local_time

register = template.Library()


@register.filter
def moment(value):
    """Print date and time: 23 November 2026, 14:05."""
    return _time_element(value, "DATETIME_FORMAT")


@register.filter
def zoned(value):
    """Print date and time with what the clock is called: 23 November 2026, 14:05 WAT."""
    return _time_element(value, "DATETIME_FORMAT", clock=True)


@register.filter
def day(value):
    """Print the date: 23 November 2026."""
    return _time_element(value, "DATE_FORMAT")


def _time_element(value, shape, *, clock=False):
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(microsecond=0)
    name = f" {local_time.name_of(value, value.tzinfo)}" if clock else ""
    return format_html('<time datetime="{}">{}{}</time>', value.isoformat(), date_format(value, shape), name)
