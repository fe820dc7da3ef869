"""Tables, pull quotes, galleries, files, recordings and embeds as an editor puts them into a text, in Chromium."""

import pytest
from playwright.sync_api import expect

from factories.attachments import make_attachment, make_recording
from factories.body_editor import PASTE, editor, saved, tool, write
from factories.pictures import make_picture
from newsroom.publication.models import Page

pytestmark = pytest.mark.browser

VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
PASTE_TEXT = PASTE.replace("data.setData('text/html', html)", "").replace("'plain')", "html)")
DOCS_TABLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><div dir="ltr" align="left">'
    '<table style="border:none"><colgroup><col width="90"><col width="90"></colgroup><tbody>'
    '<tr style="height:0pt"><td><p dir="ltr"><span style="font-weight:700">Port</span></p></td>'
    '<td><p dir="ltr"><span>Boats</span></p></td></tr><tr><td colspan="2"><p>All</p><p>of them</p></td></tr>'
    "</tbody></table></div></b>"
)


def filled(page, *values):
    """Write into the cells of the table in which the cursor stands."""
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Tab")


def insert_table(page, rows="2", columns="2"):
    tool(page, "table").click()
    page.get_by_role("spinbutton", name="Rows").fill(rows)
    page.get_by_role("spinbutton", name="Columns").fill(columns)
    page.get_by_role("button", name="Insert", exact=True).click()


def test_table_is_written_with_its_caption(form):
    tool(form, "table").click()
    form.get_by_label("What the table shows (its").fill("Boats by port")
    form.get_by_role("spinbutton", name="Rows").fill("2")
    form.get_by_role("spinbutton", name="Columns").fill("2")
    form.get_by_role("button", name="Insert", exact=True).click()
    filled(form, "Port", "Boats", "Lagos")
    form.keyboard.type("12")
    assert saved(form) == (
        '<table><caption>Boats by port</caption><thead><tr><th scope="col">Port</th><th scope="col">Boats</th></tr>'
        "</thead><tbody><tr><td>Lagos</td><td>12</td></tr></tbody></table>"
    )


def test_rows_columns_and_headers_of_a_table_change(form):
    insert_table(form)
    filled(form, "a", "b")
    form.keyboard.type("c")
    for name in ("add-row", "add-column", "header-row", "header-column"):
        tool(form, f"table:{name}").click()
    form.keyboard.press("Tab")
    form.keyboard.type("d")
    tool(form, "table:delete-column").click()
    assert saved(form) == (
        '<table><tbody><tr><th scope="row">a</th><td>b</td></tr><tr><th scope="row">c</th><td></td></tr>'
        "<tr><td></td><td></td></tr></tbody></table>"
    )


def test_table_is_pasted_as_a_simple_one(form):
    editor(form).evaluate(PASTE, DOCS_TABLE)
    assert saved(form) == (
        "<table><tbody><tr><td><strong>Port</strong></td><td>Boats</td></tr>"
        "<tr><td>All<br>of them</td><td></td></tr></tbody></table>"
    )


def test_table_of_one_cell_is_pasted_as_words(form):
    editor(form).evaluate(PASTE, "<table><tr><td><p>One</p><p>Two</p></td></tr></table>")
    assert saved(form) == "<p>One</p><p>Two</p>"


def test_pull_quote_is_set(form):
    write(form, "Words said")
    form.keyboard.press("ArrowUp")
    tool(form, "pullQuote").click()
    assert saved(form) == '<aside class="pull-quote"><p>Words said</p></aside>'


def test_gallery_takes_several_pictures_at_once(form, person):
    pictures = [make_picture(actor=person, alt=f"Boat {number}", caption="") for number in (1, 2)]
    with form.context.expect_page() as opened:
        tool(form, "gallery").click()
    for picture in pictures:
        opened.value.get_by_label(picture.alt).check()
    opened.value.get_by_role("button", name="Use the ticked").click()
    expect(editor(form).locator(".prose-gallery img")).to_have_count(2)
    figures = "".join(
        f'<figure><img src="/admin/media/picture/{picture.pk}/file/" alt="{picture.alt}"></figure>'
        for picture in reversed(pictures)
    )
    assert saved(form) == f'<figure data-gallery="">{figures}</figure>'


@pytest.mark.parametrize(
    ("kind", "make", "word"), [("file", make_attachment, "File"), ("audio", make_recording, "Recording")]
)
def test_file_and_recording_are_chosen_in_the_library(form, person, kind, make, word):
    attachment = make(actor=person)
    with form.context.expect_page() as opened:
        tool(form, f"insert:{kind}").click()
    opened.value.get_by_role("button", name=attachment.title).click()
    expect(editor(form).locator(".prose-insert__head")).to_have_text(f"{word}: {attachment.title}")
    editor(form).locator(".prose-insert figcaption").click()
    form.keyboard.type("All of it")
    assert saved(form) == f'<figure data-{kind}="{attachment.pk}"><figcaption>All of it</figcaption></figure>'


def ask_embed(page, address):
    tool(page, "insert:embed").click()
    page.get_by_label("Address of the video").fill(address)
    page.get_by_label("What it shows; readers").fill("Boats at sea")
    page.get_by_role("button", name="Insert", exact=True).click()


def test_embed_is_asked_for_its_address(form):
    ask_embed(form, VIDEO)
    expect(editor(form).locator(".prose-insert__head")).to_have_text(f"Embed: {VIDEO}")
    assert saved(form) == f'<figure data-embed="{VIDEO}"><figcaption>Boats at sea</figcaption></figure>'


def test_embed_of_no_provider_is_refused_in_words_and_keeps_them(form):
    ask_embed(form, "https://video.example/1")
    expect(form.get_by_text("Embeds come from YouTube")).to_be_visible()
    expect(form.get_by_label("What it shows; readers")).to_have_value("Boats at sea")
    form.get_by_role("button", name="Cancel").click()
    assert saved(form) == ""


def test_address_pasted_on_a_line_of_its_own_becomes_an_embed(form):
    write(form, "Before")
    editor(form).evaluate(PASTE_TEXT, VIDEO)
    expect(editor(form).locator(".prose-insert")).to_be_visible()
    assert saved(form) == f'<p>Before</p><figure data-embed="{VIDEO}"></figure>'


def test_address_of_no_provider_stays_what_it_is(form):
    with form.expect_response("**/embedprovider/find/**"):
        editor(form).evaluate(PASTE_TEXT, "https://video.example/1")
    assert "https://video.example/1</a>" in saved(form)


def test_insert_is_taken_out_by_its_button(form):
    ask_embed(form, VIDEO)
    editor(form).locator(".prose-insert figcaption").click()
    tool(form, "insert:remove").click()
    assert saved(form) == ""


def test_stored_inserts_come_back_unharmed(form, person, live_server):
    picture, attachment = make_picture(actor=person), make_attachment(actor=person)
    image = f'<figure><img src="/admin/media/picture/{picture.pk}/file/" alt="A"><figcaption>B</figcaption></figure>'
    body = (
        '<h2>Part</h2><aside lang="fr" class="pull-quote"><p>Dit</p></aside>'
        '<table lang="ar" dir="rtl"><caption>C &amp; D</caption><thead><tr><td></td><th scope="col">E</th></tr></thead>'
        '<tbody><tr><th scope="row">F</th><td>G<br><em>H</em></td></tr></tbody></table>'
        f'<figure data-gallery="">{image}{image}</figure><figure data-file="{attachment.pk}"></figure>'
        f'<figure data-embed="{VIDEO}"><figcaption>I <strong>J</strong></figcaption></figure>'
    )
    stored = Page.objects.create(slug="tides", title={"en": "Tides"}, body={"en": body})
    form.goto(f"{live_server.url}/admin/publication/page/{stored.pk}/change/")
    editor(form).locator("h2").click()
    form.keyboard.press("End")
    form.keyboard.type("s")
    assert saved(form) == body.replace("Part", "Parts")


def test_inserts_are_kept_in_plain_text(form):
    ask_embed(form, VIDEO)
    insert_table(form)
    filled(form, "a", "b")
    form.get_by_role("button", name="Write as plain text").first.click()
    textarea = form.locator("[name=body__en]")
    textarea.fill(textarea.input_value() + "\n\n<table><tr><td onclick=x>c<td><script>d</script>")
    assert saved(form) == (
        f'<figure data-embed="{VIDEO}"><figcaption>Boats at sea</figcaption></figure>'
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td></td><td></td></tr></tbody></table>"
        "<table><tbody><tr><td>c</td><td></td></tr></tbody></table>"
    )
