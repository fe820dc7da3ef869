"""Headlines stand in our own face in every Latin language, and its tone marks sit on their letters."""

import pytest

from factories.publication import make_publication
from factories.stories import make_live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OURS = "Newsroom Headline"
HEADLINES = {
    "yo": "Ẹ̀kọ́ tó dára jù lọ ní Ọ̀ṣun, ń̀ ḿ ṣé ₦5?",
    "ha": "Ɓera ya ɗauki ƙwai, ya ’yar da ƴaƴa",
    "ig": "Ụmụ akwụkwọ ịhụ ọrụ ṅụọ",
    "sw": "Habari za asubuhi: ng’ombe",
    "pt": "Coração, maçãs e «avós» à porta",
}
# The advance of each letter with a mark, and without: anchored marks take no room.
WIDTHS = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = '700 100px "Newsroom Headline"';
    const room = (letter, mark) => pen.measureText(letter + mark).width - pen.measureText(letter).width;
    return [..."ẹọẸỌmn"].flatMap((letter) => [room(letter, "\\u0300"), room(letter, "\\u0301")]);
}"""


def faces(page, selector):
    """Return the faces that Chromium drew an element's letters with, and whether each came from the page."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in fonts}


def test_headline_is_drawn_with_our_face_alone_and_anchors_its_marks(live_server, page):
    make_publication(address=live_server.url, languages=["en", *HEADLINES])
    found = {}
    for language, headline in HEADLINES.items():
        address = live_server.url + make_live(language=language, headline=headline).get_absolute_url()
        # The face is optional: a first page may be drawn before it has come, the next one has it.
        page.goto(address)
        page.evaluate("document.fonts.load('700 20px \"Newsroom Headline\"')")
        page.goto(address)
        found[language] = faces(page, "#headline")
    assert found == {language: {(OURS, True)} for language in HEADLINES}
    assert page.evaluate(WIDTHS) == pytest.approx([0] * 12, abs=0.01)


def test_arabic_has_room_between_its_lines(live_server, page):
    make_publication(address=live_server.url)
    page.goto(
        live_server.url + make_live(language="ar", headline="عاد القارب", body="<p>عند الفجر.</p>").get_absolute_url()
    )
    leading = "(e => parseFloat(e.lineHeight) / parseFloat(e.fontSize))(getComputedStyle(document.querySelector('{}')))"
    assert [page.evaluate(leading.format(part)) for part in ("#headline", ".story__body p")] == pytest.approx(
        [1.4, 1.85], abs=0.01
    )
