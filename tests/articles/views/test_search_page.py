import re

import pytest

from articles.models import Tag
from articles.search.tables import READERS
from factories.stories import make_live, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index():
    READERS.clear()


def html(client, query=""):
    response = client.get(f"/search/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_form_stands_alone_before_anything_is_asked(client):
    page = html(client)
    assert 'name="q" type="search" value=""' in page and 'role="status"' not in page


def test_filters_are_one_labelled_group(client):
    group = html(client).partition('<fieldset class="search__groups">')[2].partition("</fieldset>")[0]
    assert group.startswith('<legend class="visually-hidden">Narrow the search</legend>')
    assert re.findall('<label for="([^"]*)">', group) == re.findall('<select id="([^"]*)"', group)
    assert re.findall('<select id="f-([^"]*)"', group) == ["language", "section", "period", "made"]


def test_results_say_how_many_mark_the_words_and_carry_the_label(client):
    make_live(headline="The dam opens", level="generated")
    page = html(client, "?q=dam")
    assert "1 result for “<bdi>dam</bdi>”" in page
    assert "The <mark>dam</mark> opens" in page
    assert ">Reported by AI</span>" in page


def test_what_was_typed_is_escaped_and_kept(client):
    page = html(client, '?q="><script>alert(1)</script>')
    assert "<script>alert" not in page and 'value="&quot;&gt;&lt;script&gt;' in page


def test_no_results_offer_ways_on(client):
    make_live(headline="Harbour news", tags=[make_tag("harbour")])
    Tag.objects.update(live_count=1)
    page = html(client, "?q=harbuor")
    assert "No results for" in page and ">harbour</a>" in page and "Harbour news" in page


def test_pages_of_results_lead_to_each_other_and_keep_the_filters(client):
    for minute in range(25):
        make_live(headline=f"Dam {minute}", minutes=minute)
    page = html(client, "?q=dam&language=en")
    assert "?q=dam&amp;language=en&amp;page=2" in page
    assert "Dam 0" not in page and "0</a>" in html(client, "?q=dam&language=en&page=2")


@pytest.mark.parametrize("query", ["?q=dam&page=0", "?q=dam&page=99", "?q=dam&page=x"])
def test_page_that_is_not_there_is_not_found(client, query):
    assert client.get(f"/search/{query}").status_code == 404


def test_unknown_filters_count_as_none(client):
    make_live(headline="The dam opens")
    assert "1 result for" in html(client, "?q=dam&language=xx&section=none&period=ever&made=robots")


def test_search_stays_out_of_search_engines(client):
    assert '<meta name="robots" content="noindex,follow">' in html(client, "?q=dam")


@pytest.mark.parametrize("language", ["yo", "ar"])
def test_form_is_there_in_the_readers_language(client, language):
    assert f'action="/{language}/search/"' in client.get(f"/{language}/search/?q=x").content.decode()
