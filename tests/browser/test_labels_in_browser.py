"""AI labels in a real browser: seen on paper, in forced colours, without script, on the narrowest screen; axe clean."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_picture, make_review, make_section, make_story, make_tool
from factories.stories import publish as publish_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()
# Every label, chip, badge and note on a page: whether it is seen, and how large its letters are.
SEEN = """() => [...document.querySelectorAll(".ai-label, .ai-chip, .ai-note, .kind-chip")].map(label => {
  const box = label.getBoundingClientRect(), style = getComputedStyle(label);
  return [label.textContent.trim().slice(0, 20), box.width > 0 && box.height > 0 && style.visibility == "visible"
    && style.opacity == 1, parseFloat(style.fontSize) >= 14];
})"""
SETTINGS = {
    "screen": {},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "forced colours": {"forced_colors": "active"},
    "without script": {"java_script_enabled": False},
    "paper": {},
}


@pytest.fixture
def addresses(live_server):
    """The addresses of stories of each weight, and of the list that shows them."""
    make_publication(address=live_server.url)
    make_section("harbour")
    picture = make_picture(origin="trainedAlgorithmicMedia")
    author = make_author("Ada Fenn", account=make_user("editor"))
    checked = make_story(level="generated", lead_picture=picture, ai_role="drafted from a notice")
    checked.ai_tools.add(make_tool())
    make_review(checked, reviewer=author.account)
    others = [make_live(level="edited", kind="sponsored", payer="Quay Ltd"), make_live(level="data")]
    return [edition.get_absolute_url() for edition in (publish_story(checked), *others)] + ["/sections/harbour/"]


@pytest.mark.parametrize("setting", SETTINGS)
def test_label_is_seen_everywhere(live_server, browser, addresses, setting):
    page = browser.new_context(**SETTINGS[setting]).new_page()
    page.emulate_media(media="print" if setting == "paper" else "screen")
    for address in addresses:
        page.goto(live_server.url + address)
        seen = page.evaluate(SEEN)
        assert seen and seen == [[words, True, True] for words, *_ in seen], address


def test_words_that_run_against_the_page_share_no_line_with_its_own(live_server, page, addresses):
    caption = "Seven boats lie at the quay, one of which the harbour board has not counted yet this year"
    story = make_live(level="none", lead_picture=make_picture(credit=caption), lead_caption=caption).story
    address = publish_story(story, change="correction", note=f"{caption}, and not six.", minutes=60).get_absolute_url()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/ar{address}")
    runs = page.locator("figcaption > span, .corrections li > span")
    assert runs.evaluate_all("runs => runs.map(run => run.getClientRects().length)") == [1, 1, 1]


def test_how_the_story_was_made_is_open_on_paper_alone(live_server, page, addresses):
    page.goto(live_server.url + addresses[0])
    answer = page.get_by_text("drafted from a notice")
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.is_visible()
    assert page.get_by_text("ExampleGen 3.1").is_visible()


def test_how_the_story_was_made_is_opened_by_keyboard(live_server, browser, addresses):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + addresses[0])
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("drafted from a notice").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/yo", "/ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_story_with_everything_open_has_no_findings(live_server, browser, addresses, scheme, prefix, width):
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for address in addresses[:3]:
        page.goto(f"{live_server.url}{prefix}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = [
            (rule["id"], [node["html"] for node in rule["nodes"]]) for rule in AXE.run(page).response["violations"]
        ]
        assert (found, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == ([], True)


@pytest.mark.parametrize(("width", "short", "words"), [(95, True, False), (160, False, True)])
def test_smallest_picture_shows_two_letters(live_server, page, addresses, width, short, words):
    author = make_author("Bo Quill", picture=make_picture(origin="trainedAlgorithmicMedia"))
    make_live(authors=[author])
    page.goto(f"{live_server.url}/authors/bo-quill/")
    page.locator(".author__picture").evaluate(f"box => {{ box.style.width = '{width}px'; }}")
    assert page.locator(".ai-chip__short").is_visible() == short
    clipped = page.locator(".ai-chip__words").evaluate("words => getComputedStyle(words).clipPath")
    assert (clipped == "none") == words
    assert "Image generated by AI" in page.locator(".author__picture").aria_snapshot()
