"""Dates as readers see them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from newsroom.publication.templatetags.dates import day, moment, zoned

NOON = datetime(2026, 11, 23, 13, 5, 0, 999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "23 November 2026"),
        ("yo", "23 Oṣù Bélú 2026"),
        ("es", "23 de noviembre de 2026"),
        ("fr", "23 novembre 2026"),
        ("ar", "23 نوفمبر 2026"),
    ],
)
def test_date_is_written_as_the_language_writes_it(language, words):
    with override(language):
        assert day(date(2026, 11, 23)) == f'<time datetime="2026-11-23">{words}</time>'


def test_moment_is_in_the_publications_time_zone():
    with override("en"), timezone.override(ZoneInfo("Africa/Lagos")):
        assert moment(NOON) == '<time datetime="2026-11-23T14:05:00+01:00">23 November 2026, 14:05</time>'


@pytest.mark.parametrize(("zone", "words"), [("Africa/Lagos", "14:05 WAT"), ("America/Sao_Paulo", "10:05 UTC-03:00")])
def test_moment_at_the_desk_says_what_the_clock_is_called(zone, words):
    with override("en"), timezone.override(ZoneInfo(zone)):
        assert zoned(NOON).endswith(f">23 November 2026, {words}</time>")


def test_day_of_a_moment_keeps_the_offset():
    with override("en"), timezone.override(ZoneInfo("Pacific/Auckland")):
        assert day(NOON) == '<time datetime="2026-11-24T02:05:00+13:00">24 November 2026</time>'


def test_no_date_prints_nothing():
    assert (day(None), moment("")) == ("", "")
