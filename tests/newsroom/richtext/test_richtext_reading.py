"""What others ask of a body: its words, its pictures, its page."""

import re

import pytest
from django.utils import translation

from newsroom import richtext
from newsroom.media.models import Picture

BODY = (
    "<h2>Boats</h2><p>One <strong>two</strong><br>three</p><ul><li>four<ul><li>five</li></ul></li></ul>"
    '<figure><img src="/admin/media/picture/7/file/" alt="A boat"><figcaption>At <em>sea</em></figcaption></figure>'
    "<blockquote><p>six</p></blockquote><hr>"
    '<figure><img src="/admin/media/picture/3/file/" alt=""></figure>'
    '<figure><img src="/admin/media/picture/7/file/" alt="Again"></figure>'
)


def test_plain_text_joins_blocks_by_one_space_without_captions():
    assert richtext.plain_text(BODY) == "Boats One two three four five six"


def test_plain_text_keeps_a_word_that_marks_divide():
    assert richtext.plain_text("<p>un<em>think</em>able &amp; so</p>") == "unthinkable & so"


def test_picture_ids_come_once_in_order():
    assert richtext.picture_ids(BODY) == [7, 3]


def test_figures_have_their_words():
    figures = richtext.figures(BODY)
    assert [figure.alt for figure in figures] == ["A boat", "", "Again"]
    assert [figure.caption and figure.caption.text for figure in figures] == ["At sea", None, None]


def picture(**fields):
    size = {"width": 400, "height": 300}
    rows = [{"format": kind, "name": f"a.{kind}"} | size for kind in ("avif", "webp", "jpeg")]
    known = {"alt": "Library words", "origin": "digitalCapture", "renditions": {"body": rows}}
    return Picture(**known | fields)


def rendered(html, **pictures):
    return re.sub(r"\s+", " ", richtext.render(html, {int(key[1:]): value for key, value in pictures.items()}))


def test_render_shows_the_library_picture_with_the_words_of_the_body():
    html = rendered(BODY, _7=picture())
    assert html.count('class="figure"') == 2
    assert 'alt="A boat"' in html
    assert "<figcaption> <span>At <em>sea</em></span> </figcaption>" in html


def test_render_leaves_out_a_figure_whose_picture_is_missing():
    html = rendered(BODY)
    assert html == BODY[: BODY.index("<figure>")] + "<blockquote><p>six</p></blockquote><hr>"


def test_render_leaves_out_a_figure_whose_picture_has_no_public_size():
    assert rendered(BODY, _7=picture(renditions={})) == rendered(BODY)


def test_render_takes_the_library_words_where_the_body_has_none():
    assert 'alt="Library words"' in rendered(BODY, _3=picture())


def test_render_prints_the_label_first_in_the_reader_language():
    with translation.override("ar"):
        made = picture(origin="trainedAlgorithmicMedia", realism="evident", credit="Ada")
        html = rendered(BODY, _7=made)
        label = str(made.label)
    caption = html[html.index("<figcaption>") :]
    assert caption.startswith(f'<figcaption><span lang="ar" dir="rtl"><span class="ai-chip ai-chip--picture">{label}<')
    assert caption.index("At <em>sea</em>") < caption.index("<bdi>Ada</bdi>")


def test_render_escapes_the_library_words():
    html = rendered(BODY, _3=picture(alt='"><script>', credit="<script>"))
    assert "<script" not in html


def test_render_cleans_what_was_stored_without_cleaning():
    assert rendered("<p onclick=x>a<script>b</script></p>") == "<p>a</p>"


@pytest.mark.parametrize("figures", [0, 1, 3])
def test_render_asks_the_database_nothing(figures):
    assert rendered(BODY * figures, _7=picture()).count("<picture") == 2 * figures
