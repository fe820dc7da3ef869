from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom import local_time

LISBON, LAGOS, APIA = ZoneInfo("Europe/Lisbon"), ZoneInfo("Africa/Lagos"), ZoneInfo("Pacific/Apia")


def at(*when):
    return datetime(*when, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-11-24T14:00", LAGOS, at(2026, 11, 24, 13)),
        ("2026-07-01T14:00", LISBON, at(2026, 7, 1, 13)),
        ("2026-03-29T00:59", LISBON, at(2026, 3, 29, 0, 59)),
        ("2026-03-29T02:00", LISBON, at(2026, 3, 29, 1)),
        ("2026-10-25T00:59", LISBON, at(2026, 10, 24, 23, 59)),
        ("2026-10-25T02:00", LISBON, at(2026, 10, 25, 2)),
    ],
)
def test_typed_time_is_one_moment(typed, zone, moment):
    assert local_time.read(typed, zone) == local_time.Meant(moment)
    assert local_time.typed(moment, zone) == typed


def test_time_that_comes_twice_offers_both():
    meant = local_time.read("2026-10-25T01:30", LISBON)
    assert [local_time.clock(option, LISBON) for option in meant.options] == ["01:30 WEST", "01:30 WET"]
    assert meant.moment is None


@pytest.mark.parametrize("typed", ["2026-03-29T01:00", "2026-03-29T01:30", "2026-03-29T01:59"])
def test_time_that_never_comes_offers_the_nearest(typed):
    meant = local_time.read(typed, LISBON)
    assert (meant.moment, meant.options) == (None, (at(2026, 3, 29, 1),))
    assert "02:00 WEST" in meant.why


def test_day_that_never_came_offers_the_next():
    assert local_time.read("2011-12-30T12:00", APIA).options == (at(2011, 12, 30, 10),)


@pytest.mark.parametrize(
    "typed", ["", "soon", "2026-02-30T10:00", "2026-11-24T14:00+05:00", "9999-12-31T23:59", "0001-01-01T00:00"]
)
def test_what_is_no_time_says_so(typed):
    assert local_time.read(typed, ZoneInfo("America/Sao_Paulo" if typed > "9" else "Asia/Tokyo")).why


def test_every_time_says_its_zone():
    assert local_time.said(at(2026, 11, 24, 13), LAGOS) == "24 November 2026, 14:00 WAT"
    assert local_time.short(at(2026, 11, 4, 13), LAGOS) == "4 Nov 14:00 WAT"
    assert local_time.clock(at(2026, 11, 24, 13), ZoneInfo("America/Sao_Paulo")) == "10:00 UTC-03:00"


def test_names_of_a_zone_change_with_its_clocks():
    names = local_time.names_ahead(at(2026, 3, 1, 12, 0, 30), LISBON)
    assert names == [
        ["2026-03-01T12:00", "WET"],
        ["2026-03-29T02:00", "WEST"],
        ["2026-10-25T01:00", "WET"],
        ["2027-03-28T02:00", "WEST"],
    ]
