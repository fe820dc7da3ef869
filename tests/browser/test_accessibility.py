"""Every kind of page that readers see, for other eyes, sizes and languages than usual; and the desk's, through axe."""

import re
import unicodedata

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils.translation import trans_real

from factories.body_editor import sign_in
from factories.people import make_user
from factories.publication import make_publication
from factories.reader_site import NAMES
from factories.stories import make_author, make_live, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
AXE = Axe()
PROBES = [
    "axe, light, desk, banner open",
    "axe, dark, phone, banner answered",
    "lost, banner open",
    "lost",
    "spaced",
    "doubled",
    "doubled, phone",
    "small",
    "dead",
]
ARABIC_LETTER = re.compile("[\u0600-\u06ff]")


@pytest.mark.parametrize("probe", PROBES)
def test_no_page_has_a_fault(visits, probe):
    found = {page: visit.found[probe] for page, visit in visits.items() if probe in visit.found}
    assert len(found) > 30
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_page_without_script_has_everything(visits):
    for page, visit in visits.items():
        if "content" in visit.found:
            assert visit.found["content without script"] == visit.found["content"], page


def test_words_run_in_the_direction_of_their_language(visits):
    wrong = {
        (page, words)
        for page, visit in visits.items()
        for language, direction, is_name, words in visit.found["languages"]
        if not is_name and (direction == "rtl") != (language == "ar")
    }
    assert wrong == set()


def test_words_are_in_the_language_they_are_said_to_be_in(visits):
    said = {
        (language, text): page
        for page, visit in visits.items()
        for language, _direction, is_name, text in visit.found["languages"]
        if not is_name
    }
    english = _words(text for language, text in said if language == "en") - _words([NAMES])
    for language in ("yo", "ar"):
        catalogue = dict(trans_real.translation(language)._catalog.items())
        foreign = (english | _words(map(str, catalogue))) - _words([NAMES, *catalogue.values()])
        assert [(page, *run) for run, page in said.items() if run[0] == language and _words(run[1:]) & foreign] == []
    assert [(page, *run) for run, page in said.items() if run[0] == "en" and not _letters(run[1]).isascii()] == []
    assert [(page, *run) for run, page in said.items() if run[0] != "ar" and ARABIC_LETTER.search(run[1])] == []


def _words(texts):
    """Return the words of three letters or more in the texts, in small letters."""
    return {word for text in texts for word in re.findall(r"[^\W\d_]{3,}", unicodedata.normalize("NFC", text).lower())}


def _letters(text):
    return "".join(letter for letter in text if letter.isalpha())


@pytest.fixture
def desk(live_server, context):
    """The desk, with an editor signed in."""
    make_publication(address=live_server.url)
    make_section("harbour")
    sign_in(context, live_server, make_user("publisher", administrator=True))
    return live_server.url + "/admin"


def findings(page):
    violations = AXE.run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]


DESK = [
    "",
    "/articles/story/",
    "/articles/frontpage/",
    "/articles/section/",
    "/articles/author/",
]
DESK += ["/articles/tag/", "/articles/aitool/", "/articles/aipolicy/", "/articles/aireport/"]
DESK += ["/media/picture/", "/media/attachment/", "/publication/page/", "/publication/publication/", "/accounts/user/"]
DESK += ["/consent/purpose/", "/audit/event/"]


# Django's own: the search box of a list is labelled by a picture, and an empty select2 is named by its value.
DJANGOS = {"label-title-only", "aria-input-field-name"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_has_no_findings(desk, page, scheme):
    make_live(authors=[make_author("Bo Marsh")])
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in DESK:
        assert page.goto(f"{desk}{path}").status == 200, path
        found[path] = [said for said in findings(page) if said[0] not in DJANGOS]
    assert {path: said for path, said in found.items() if said} == {}


def test_story_form_has_no_findings(desk, page):
    story = make_story(authors=[make_author("Bo Marsh")])
    page.goto(f"{desk}/articles/story/{story.pk}/change/")
    page.wait_for_selector("[contenteditable=true]")
    assert findings(page) == []


def test_related_stories_are_reordered_by_keyboard(desk, page):
    first, second = make_story(headline="First"), make_story(headline="Second")
    story = make_story(related=[first, second])
    page.goto(f"{desk}/articles/story/{story.pk}/change/")
    page.locator("#related_links-1").get_by_role("button", name="Move up").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_load_state("load")
    assert [link.related for link in story.related_links.all()] == [second, first]
