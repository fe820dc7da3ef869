"""Prints moments and days in the page's language and the publication's time zone."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

register = template.Library()


@register.filter
def moment(value):
    """Print date and time: 23 November 2026, 14:05."""
    return _time_element(value, "DATETIME_FORMAT")


@register.filter
def day(value):
    """Print the date: 23 November 2026."""
    return _time_element(value, "DATE_FORMAT")


def _time_element(value, shape):
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).replace(microsecond=0)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(value, shape))
