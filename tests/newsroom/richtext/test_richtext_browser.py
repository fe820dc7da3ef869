"""The body editor as an editor meets it: in the form of a page, in Chromium, under the desk's own policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factories.body_editor import PASTE, editor, saved, sign_in, tool, write
from factories.pictures import make_picture
from newsroom.publication.models import Page

pytestmark = pytest.mark.browser

GOOGLE_DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5f1">'
    '<h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">Tide tables</span></h1>'
    '<p dir="ltr" style="line-height:1.38"><span style="font-weight:400;font-style:normal">Plain </span>'
    '<span style="font-weight:700;font-style:normal">bold</span><span style="font-weight:400"> and </span>'
    '<span style="font-weight:400;font-style:italic">slanted</span><span style="font-weight:400">, </span>'
    '<a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D" style="text-decoration:none">'
    '<span style="color:#1155cc">link</span></a></p><br>'
    '<ul style="margin:0"><li dir="ltr" aria-level="1" style="list-style-type:disc"><p role="presentation">'
    '<span style="font-weight:400">One</span></p></li><ul><li aria-level="2"><p>Under</p></li></ul></ul>'
    '<p><span><img src="https://lh7-us.example/x.png" width="9"></span></p></b><br class="Apple-interchange-newline">'
)
WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>'
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=EN-US>"
    "<!--StartFragment--><h1>Tide tables<o:p></o:p></h1>"
    "<p class=MsoNormal>Plain <b style='mso-bidi-font-weight:normal'>bold</b> and <i>slanted</i>"
    "<span lang=EN-GB style='font-size:11.0pt'> words</span><a href=\"#_ftn1\">[1]</a><o:p></o:p></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>"
    "&nbsp;&nbsp;</span></span></span><![endif]>One<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
    "<span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>Under<o:p></o:p></p>"
    "<p class=MsoNormal>After</p><!--EndFragment--></body></html>"
)


def test_typed_words_and_headings_are_saved(form):
    write(form, "## Tides", "High water at dawn.", "### Later", "Low water.")
    assert saved(form) == "<h2>Tides</h2><p>High water at dawn.</p><h3>Later</h3><p>Low water.</p>"


def test_list_and_quotation_are_saved(form):
    write(form, "- One", "Two", "", "> Said")
    assert saved(form) == "<ul><li>One</li><li>Two</li></ul><blockquote><p>Said</p></blockquote>"


def test_toolbar_marks_the_selected_words(form):
    write(form, "Strong words")
    form.keyboard.press("Control+a")
    tool(form, "bold").click()
    assert saved(form) == "<p><strong>Strong words</strong></p>"


def test_link_is_set_in_its_dialog(form):
    write(form, "Here")
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+k")
    form.get_by_label("Link to").fill("https://example.org/a?b=1&c=2")
    form.get_by_role("button", name="Set", exact=True).click()
    assert saved(form) == '<p><a href="https://example.org/a?b=1&amp;c=2">Here</a></p>'


@pytest.mark.parametrize(
    ("language", "attributes"), [("Yorùbá (yo)", 'lang="yo"'), ("العربية (ar)", 'lang="ar" dir="rtl"')]
)
def test_language_of_words_is_set_in_its_dialog(form, language, attributes):
    write(form, "Other words")
    form.keyboard.press("Control+a")
    form.keyboard.press("Control+Shift+L")
    form.get_by_label("Language of these words").select_option(language)
    form.get_by_role("button", name="Set", exact=True).click()
    assert saved(form) == f"<p><span {attributes}>Other words</span></p>"


def test_language_of_words_is_taken_away(form):
    write(form, "Other words")
    for choice in ("Yorùbá (yo)", "As the rest of the story"):
        form.keyboard.press("Control+a")
        form.keyboard.press("Control+Shift+L")
        form.get_by_label("Language of these words").select_option(choice)
        form.get_by_role("button", name="Set", exact=True).click()
    assert saved(form) == "<p>Other words</p>"


@pytest.fixture
def picture(person):
    return make_picture(actor=person, size=(640, 480), alt="A boat", caption="At sea")


def choose_picture(page):
    with page.context.expect_page() as opened:
        tool(page, "figure").click()
    opened.value.locator("[data-picture]").first.click()


def test_figure_is_chosen_in_the_library(form, picture):
    write(form, "Before")
    choose_picture(form)
    form.get_by_label("Caption").fill("The boat at sea")
    form.get_by_role("button", name="Insert", exact=True).click()
    expect(editor(form).locator("img")).to_have_js_property("complete", True)
    image = f'<img src="/admin/media/picture/{picture.pk}/file/" alt="A boat">'
    assert saved(form) == f"<p>Before</p><figure>{image}<figcaption>The boat at sea</figcaption></figure>"


def await_caret_in(form, element):
    """Wait until what is typed goes into an element of the text."""
    inside = f"""() => {{
      const caret = getSelection().anchorNode
      return (caret?.closest ? caret : caret?.parentElement)?.closest({element!r}) != null
    }}"""
    for _attempt in range(100):
        if form.evaluate(inside):
            return
        form.wait_for_timeout(20)
    raise AssertionError(f"The caret never came into <{element}>.")


def test_figure_in_the_text_gets_other_words(form, picture):
    choose_picture(form)
    form.get_by_label("Caption").fill("")
    form.get_by_role("button", name="Insert", exact=True).click()
    editor(form).locator("img").click()
    tool(form, "figure").click()
    form.get_by_label("What the picture shows").fill("A blue boat")
    form.get_by_role("button", name="Set", exact=True).click()
    editor(form).locator("img").click()
    form.get_by_role("button", name="Add caption").click()
    await_caret_in(form, "figcaption")
    form.keyboard.type("At sea")
    image = f'<img src="/admin/media/picture/{picture.pk}/file/" alt="A blue boat">'
    assert saved(form) == f"<figure>{image}<figcaption>At sea</figcaption></figure>"


def test_figure_in_the_text_is_made_decorative_and_stays_so(form, picture):
    choose_picture(form)
    form.get_by_label("Decorative").check()
    form.get_by_role("button", name="Insert", exact=True).click()
    image = f'<figure><img src="/admin/media/picture/{picture.pk}/file/" alt="" role="presentation">'
    assert saved(form).startswith(image)
    form.get_by_role("link", name="tides").first.click()
    editor(form).locator("img").click()
    tool(form, "figure").click()
    assert form.get_by_label("Decorative").is_checked()


def test_google_docs_is_pasted_clean(form):
    editor(form).evaluate(PASTE, GOOGLE_DOCS)
    assert saved(form) == (
        '<h2>Tide tables</h2><p>Plain <strong>bold</strong> and <em>slanted</em>, <a href="https://example.org/a">link'
        "</a></p><ul><li>One<ul><li>Under</li></ul></li></ul>"
    )


def test_word_is_pasted_clean(form):
    editor(form).evaluate(PASTE, WORD)
    assert saved(form) == (
        "<h2>Tide tables</h2><p>Plain <strong>bold</strong> and <em>slanted</em> words[1]</p>"
        "<ul><li>One<ol><li>Under</li></ol></li></ul><p>After</p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        '<img src=x onerror="alert(1)">',
        "<p onclick=alert(1)>x</p>",
        '<svg onload="alert(1)"><style>*{color:red}</style>',
    ],
)
def test_hostile_paste_does_nothing(form, hostile):
    form.on("dialog", lambda dialog: pytest.fail(dialog.message))
    editor(form).evaluate(PASTE, f"<p>Before</p>{hostile}")
    assert "<p>Before</p>" in saved(form)


def test_own_markup_is_pasted_whole(form):
    html = '<h2>One</h2><p lang="ar" dir="rtl">مرحبا <span lang="yo">ọ̀rọ̀</span></p>'
    editor(form).evaluate(PASTE, html)
    assert saved(form) == html


def test_stored_markup_comes_back_unharmed(form, live_server):
    body = (
        '<h2>Part</h2><p lang="ar" dir="rtl">مرحبا <span lang="yo">ọ̀rọ̀</span></p>'
        '<ol start="4"><li>Four<ul><li>Under</li></ul></li></ol>'
        "<blockquote><p>Said</p></blockquote><hr><p>H<sub>2</sub>O<br>10<sup>6</sup></p>"
    )
    stored = Page.objects.create(slug="tides", title={"en": "Tides"}, body={"en": body})
    form.goto(f"{live_server.url}/admin/publication/page/{stored.pk}/change/")
    editor(form).locator("h2").click()
    form.keyboard.press("End")
    form.keyboard.type("s")
    assert saved(form) == body.replace("Part", "Parts")


def test_paragraphs_are_written_as_plain_text(form):
    write(form, "One & <two>")
    form.get_by_role("button", name="Write as plain text").first.click()
    textarea = form.locator("[name=body__en]")
    expect(textarea).to_have_value("One & <two>")
    textarea.fill("One & <b>two</b>\nand\n\nThree")
    assert saved(form) == "<p>One &amp; &lt;b&gt;two&lt;/b&gt;<br>and</p><p>Three</p>"


def test_plain_text_goes_back_into_the_editor(form):
    form.get_by_role("button", name="Write as plain text").first.click()
    form.locator("[name=body__en]").fill("One\nline\n\nTwo")
    form.get_by_role("button", name="Back to the editor").click()
    expect(editor(form).locator("p")).to_have_count(2)
    assert saved(form) == "<p>One<br>line</p><p>Two</p>"


def test_markup_is_not_lost_in_plain_text(form):
    write(form, "## Part", "Words")
    form.get_by_role("button", name="Write as plain text").first.click()
    expect(form.get_by_text("you see its HTML")).to_be_visible()
    textarea = form.locator("[name=body__en]")
    textarea.fill(textarea.input_value() + "\n\nMore & more")
    assert saved(form) == "<h2>Part</h2><p>Words</p><p>More &amp; more</p>"


def test_text_area_works_without_script(browser, live_server, person):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, person)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/publication/page/add/")
    page.locator("[name=title__en]").fill("Tides")
    page.locator("[name=slug]").fill("tides")
    page.locator("[name=body__en]").fill("One <tom@example.org>\n\nTwo")
    assert saved(page) == "<p>One &lt;tom@example.org&gt;</p><p>Two</p>"
    context.close()


def test_editor_has_a_name_a_language_and_no_fault_that_axe_knows(form):
    expect(editor(form, "yo")).to_have_attribute("lang", "yo")
    expect(editor(form, "ar")).to_have_attribute("dir", "rtl")
    expect(editor(form)).to_have_attribute("aria-label", "English")
    assert Axe().run(form, context=".prose-editor").response["violations"] == []


def test_editor_is_written_by_touch_on_a_small_screen(form):
    form.set_viewport_size({"width": 360, "height": 740})
    write(form, "Short")
    assert form.evaluate("document.documentElement.scrollWidth") <= 360
    assert saved(form) == "<p>Short</p>"
