"""A story of 600 words: on paper, above the fold, in forced colours, and where a browser lacks what our styles use."""

import re

import pytest

from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_picture, make_review, make_section, make_story, make_tag
from factories.stories import publish as publish_story
from newsroom.publication import contrast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARAGRAPH = (
    "The harbour board has counted the boats again, and this time it wrote down how many of them still have an engine "
    "that starts in the cold. The list is short. “I asked for it in spring,” said its chair, who keeps the tide table "
    "on the wall of her office, “and nobody believed me until the first ferry stayed in port.” "
)
WORDS = 600
BODY = f"<p>{PARAGRAPH}</p>" * round(WORDS / len(PARAGRAPH.split()))
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z"/></svg>'
A4_PAGES = 2
# The lines of a paragraph but its last, as numbers of characters.
LINES = """paragraph => { const range = document.createRange(), text = paragraph.firstChild, lines = {};
  for (let at = 0; at < text.length; at++) { range.setStart(text, at); range.setEnd(text, at + 1);
    const top = Math.round(range.getBoundingClientRect().top); lines[top] = (lines[top] || 0) + 1; }
  return Object.values(lines).slice(0, -1); }"""
SIZE = "element => parseFloat(getComputedStyle(element).fontSize)"
# What each kind of text is set in and on: [selector, colour, background], the page's canvas where nothing else lies.
COLOURS = """() => { const canvas = document.createElement("i"); canvas.style.background = "Canvas";
  document.body.append(canvas); const bare = "rgba(0, 0, 0, 0)", floor = getComputedStyle(canvas).backgroundColor;
  return ["h1", ".story__body p", ".byline", "footer a", ".ai-label", ".corrections"].map(words => {
    const found = document.querySelector(words); let under = found;
    while (under && getComputedStyle(under).backgroundColor == bare) under = under.parentElement;
    return [words, getComputedStyle(found).color, under ? getComputedStyle(under).backgroundColor : floor]; }); }"""


@pytest.fixture
def address(live_server):
    make_publication(address=live_server.url)
    section, author = make_section("harbour"), make_author("Ada Fenn", account=make_user("editor"))
    for minutes in range(4):
        make_live(section=section, minutes=minutes)
    story = make_story(
        level="generated",
        ai_role="drafted from a notice",
        headline="The harbour board counts every boat again before the winter",
        standfirst="It is the third count in two years. The board says that it will be the last one.",
        body=BODY,
        section=section,
        authors=[author],
        tags=[make_tag("boats")],
        lead_picture=make_picture(),
        sources=[{"text": "Minutes of the board", "url": "https://board.example/minutes"}],
    )
    make_review(story, reviewer=author.account)
    publish_story(story)
    return (
        live_server.url
        + publish_story(
            story, change="correction", note="The count was on Monday, not on Sunday.", minutes=60
        ).get_absolute_url()
    )


@pytest.fixture
def opened(browser, address):
    """Return a function that opens the story with its picture drawn, its styles as ``change`` leaves them."""

    def open_story(change=None, **options):
        page = browser.new_context(**options).new_page()
        page.route("**/media/**", lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml"))
        if change:
            page.route(address, lambda route: route.fulfill(body=changed(route.fetch().text(), change)))
        page.goto(address)
        return page

    return open_story


def changed(html, change):
    return re.sub(r"(?<=<style>).*?(?=</style>)", lambda css: change(css[0]), html, flags=re.DOTALL)


def without_layers(css):
    """Return what a browser that knows no cascade layers reads of the styles."""
    while "@layer" in css:
        start = css.index("@layer")
        at = re.compile("[{;]").search(css, start).end()
        depth = css[at - 1] == "{"
        while depth:
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            at += 1
        css = css[:start] + css[at:]
    return css


def without_light_dark(css):
    return css.replace("light-dark(", "unknown(")


def contrasts(page):
    """Return the contrast of each kind of text with what it stands on."""
    hexes = re.compile(r"rgb\((\d+), (\d+), (\d+)\)")
    pairs = [[words, *("#{:02x}{:02x}{:02x}".format(*map(int, hexes.match(one).groups())) for one in two)]
             for words, *two in page.evaluate(COLOURS)]  # fmt: skip
    return {words: contrast.ratio(text, paper) for words, text, paper in pairs}


def test_story_of_600_words_is_printed_on_two_pages(opened):
    paper = opened().pdf(format="A4")
    assert abs(len(BODY.split()) - WORDS) < 30
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= A4_PAGES


def test_paper_keeps_the_label_the_correction_and_how_it_was_made(opened):
    page = opened()
    page.emulate_media(media="print")
    for kept in (".ai-label", ".ai-mark", ".corrections", ".ai-more dl", ".sources", ".byline", ".story__lead img"):
        assert page.locator(kept).first.is_visible(), kept
    for left_out in ("nav", ".share", ".related", ".skip-link"):
        assert not page.locator(left_out).first.is_visible(), left_out


def test_paper_sets_headings_by_their_rank(opened):
    page = opened()
    page.emulate_media(media="print")
    page.locator(".story__body").evaluate("body => body.insertAdjacentHTML('beforeend', '<h2>A</h2><h3>B</h3>')")
    sizes = [page.locator(f".story__body {tag}").first.evaluate(SIZE) for tag in ("h2", "h3", "p")]
    assert sizes[0] > sizes[1] > sizes[2]


def test_phone_shows_headline_label_and_first_words_early(opened):
    page = opened(viewport={"width": 360, "height": 740})
    tops = {words: page.locator(words).first.bounding_box()["y"] for words in ("h1", ".ai-label", ".story__body p")}
    assert (tops["h1"] <= 160, tops[".ai-label"] <= 740 - 24, tops[".story__body p"] <= 920) == (True, True, True), tops


def test_lines_have_55_to_70_characters(opened):
    text = opened().locator(".story__body p").first
    lines = text.evaluate(LINES)
    assert 55 <= sum(lines) / len(lines) <= 70
    size, leading = text.evaluate("each => [getComputedStyle(each).fontSize, getComputedStyle(each).lineHeight]")
    assert 18 <= float(size[:-2]) <= 20
    assert float(leading[:-2]) / float(size[:-2]) >= 1.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lacking", [without_layers, without_light_dark])
def test_story_is_readable_in_a_browser_that_lacks(opened, lacking, scheme):
    page = opened(lacking, color_scheme=scheme, viewport={"width": 1280, "height": 800})
    found = contrasts(page)
    assert {words: ratio for words, ratio in found.items() if ratio < 7} == {}
    body = page.locator(".story__body p").first
    assert "serif" in body.evaluate("each => getComputedStyle(each).fontFamily")
    assert body.bounding_box()["width"] <= 720
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_forced_colours_keep_what_only_a_tint_would_say(opened):
    page = opened(forced_colors="active")
    borders = "each => [...['Top', 'InlineStart']].map(side => getComputedStyle(each)[`border${side}Style`])"
    seen = {words: page.locator(words).first.evaluate(borders) for words in (".ai-mark", ".corrections", ".byline")}
    assert seen == {".ai-mark": ["dashed"] * 2, ".corrections": ["none", "solid"], ".byline": ["dashed", "none"]}


def test_nothing_moves_for_readers_who_ask_for_less_motion(opened):
    page = opened(reduced_motion="reduce")
    page.locator("summary").click()
    assert page.evaluate("document.getAnimations().length") == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: no-preference)').matches")
