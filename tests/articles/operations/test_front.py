import uuid

from articles.models import Section
from articles.operations.front import front
from factories.stories import make_live, make_section


def names(cards):
    return [card.headline for card in cards]


def test_front_has_a_lead_and_six_more():
    editions = [make_live(minutes=minutes) for minutes in range(9)]
    page = front("en", [])
    assert page.lead == editions[-1]
    assert page.top == editions[-2:1:-1]


def test_front_puts_the_readers_language_first():
    for minutes, language in enumerate(["yo", "en", "yo", "es"]):
        make_live(language=language, headline=f"{language} {minutes}", minutes=minutes)
    page = front("yo", [])
    assert names([page.lead, *page.top]) == ["yo 2", "yo 0", "es 3", "en 1"]


def test_front_shows_a_story_in_one_language_only():
    key = uuid.uuid4()
    for language in ("en", "yo", "es"):
        make_live(language=language, translation_key=key)
    page = front("yo", list(Section.objects.all()))
    assert (page.lead.language, page.top, page.desks) == ("yo", [], [])


def test_front_shows_no_story_twice():
    sections = [make_section(), make_section()]
    for minutes in range(20):
        make_live(section=sections[minutes % 2], minutes=minutes)
    page = front("en", sections)
    shown = [page.lead, *page.top, *(card for desk in page.desks for card in desk.cards)]
    assert len(shown) == len(set(shown)) == 7 + 2 * 4


def test_desk_puts_the_readers_language_first():
    section = make_section()
    make_live(section=section, language="yo", headline="Own")
    for minutes in range(1, 9):
        make_live(section=section, headline=f"Other {minutes}", minutes=minutes)
    for minutes in range(9, 17):
        make_live(section=make_section(), language="yo", minutes=minutes)
    [desk] = front("yo", [section]).desks
    assert names(desk.cards) == ["Own", "Other 8", "Other 7", "Other 6"]


def test_front_stays_short_with_many_sections():
    sections = [make_section() for _ in range(12)]
    for minutes in range(60):
        make_live(section=sections[minutes % 12], minutes=minutes)
    page = front("en", sections)
    assert 7 + sum(len(desk.cards) for desk in page.desks) <= 31


def test_section_outside_the_menu_has_no_desk():
    hidden = make_section(is_in_menu=False)
    for minutes in range(9):
        make_live(section=hidden, minutes=minutes)
    assert front("en", list(Section.objects.in_menu())).desks == []
