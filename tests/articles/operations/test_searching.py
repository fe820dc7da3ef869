from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.models import Edition
from articles.operations import searching
from articles.search import tables, words
from articles.search.tables import READERS
from factories.stories import NOON, make_live, make_section, make_story, publish, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index():
    """Other tests' transactions leave rows in a table that no flush empties."""
    READERS.clear()


def headlines(text, **filters):
    found = searching.find(words.parse(text), searching.Filters(**filters), today=NOON.date())
    return [edition.headline for edition in searching.cards_of(found.keys)]


def test_spelling_without_marks_finds_the_marked_word_and_exact_comes_first():
    make_live(headline="Ọ̀rọ̀ àgbà")
    make_live(headline="Oro is here")
    assert headlines("oro") == ["Oro is here", "Ọ̀rọ̀ àgbà"]
    assert headlines("Ọ̀RỌ̀") == ["Ọ̀rọ̀ àgbà", "Oro is here"]


def test_headline_comes_before_body_and_newer_before_older():
    make_live(headline="Dam opens", minutes=1)
    make_live(headline="Other news", body="<p>The dam.</p>", minutes=3)
    make_live(headline="Dam closes", minutes=2)
    assert headlines("dam") == ["Dam closes", "Dam opens", "Other news"]


@pytest.mark.parametrize("rare", [1, 2000])
def test_newest_come_first_whether_a_word_is_common_or_rare(monkeypatch, rare):
    monkeypatch.setattr(tables, "RARE", rare)
    keys = [make_live(headline=f"Dam {n}").pk for n in range(3)]
    assert READERS.newest([[(("headline",), ("dam",), False)]], 2) == [keys[2], keys[1]]


def test_every_word_must_be_there_and_a_phrase_in_its_order():
    make_live(headline="Night boat to Kessara")
    make_live(headline="Boat night")
    assert headlines("kessara boat") == ["Night boat to Kessara"]
    assert headlines('"night boat"') == ["Night boat to Kessara"]


def test_beginning_of_a_word_finds_it_after_whole_words():
    make_live(headline="Elections near", minutes=1)
    make_live(headline="Elect her")
    assert headlines("elect") == ["Elect her", "Elections near"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"language": "yo"}, ["Dam two"]),
        ({"made": "ai"}, ["Dam two"]),
        ({"made": "people"}, ["Dam one"]),
        ({"period": "week"}, ["Dam one", "Dam two"]),
        ({"period": "week", "language": "fr"}, []),
    ],
)
def test_filters_narrow(filters, found):
    make_live(headline="Dam one")
    make_live(headline="Dam two", language="yo", level="generated")
    assert sorted(headlines("dam", **filters)) == found


def test_section_and_period_narrow():
    other = make_live(headline="Dam one", section=make_section("economy"))
    make_live(headline="Dam two", section=make_section("city"))
    assert headlines("dam", section_id=other.section_id) == ["Dam one"]
    later = NOON.date() + timedelta(days=8)
    assert searching.find(words.parse("dam"), searching.Filters(period="week"), today=later).keys == []


def test_only_what_is_live_is_found():
    make_story(headline="Dam draft")
    withdraw(make_live(headline="Dam withdrawn"))
    edition = make_live(headline="Dam old words")
    edition.story.headline = "Dyke new words"
    edition.story.save()
    publish(edition.story, change="minor")
    assert headlines("dam") == []
    assert headlines("dyke") == ["Dyke new words"]


def test_publishing_that_fails_leaves_the_index_as_it_was():
    story = make_story(headline="Dam story")
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(story)
        raise RuntimeError
    assert searching.find(words.parse("dam")).keys == []


def test_rebuilding_finds_the_same(capsys):
    make_live(headline="Dam story")
    READERS.clear()
    call_command("search", "rebuild")
    assert headlines("dam") == ["Dam story"]
    assert "Indexed: 1 live stories." in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["'", '"', "a' OR 'a", "NEAR(a b)", "headline:x", "a*", "-a", "a:b & c | !d", "x\\", "😀"]
)
def test_readers_syntax_is_never_an_error(text):
    searching.find(words.parse(text))


def test_search_asks_the_same_number_of_questions_however_much_is_found(django_assert_num_queries):
    for minute in range(3):
        make_live(headline="Dam story", minutes=minute)
    with django_assert_num_queries(8):
        searching.find(words.parse("dam"), searching.Filters(), today=date(2026, 11, 23))


def test_scripts_without_spaces_or_with_vowel_signs_are_found():
    for headline in ("東京 ダム", "बाँध की मरम्मत", "سدّ جديد"):
        make_live(headline=headline)
    assert headlines("東京") == ["東京 ダム"]
    assert headlines("मरम्मत") == ["बाँध की मरम्मत"]
    assert headlines("سد") == ["سدّ جديد"]


def test_index_holds_nothing_of_what_is_not_live():
    make_live(headline="Dam story")
    withdraw(Edition.objects.get())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {READERS.table}")
        assert cursor.fetchone() == (0,)


def test_text_longer_than_an_index_has_room_for_goes_live_and_is_found_by_its_beginning():
    many = " ".join(f"ọ̀rọ̀{number}" for number in range(60_000))
    make_live(headline="Long", body=f"<p>Breakwater {many}</p>")
    assert headlines("breakwater") == ["Long"]
