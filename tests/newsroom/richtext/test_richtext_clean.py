"""Legitimate rich text survives; untidy rich text becomes tidy."""

import unicodedata

import pytest

from newsroom import richtext

PICTURE = '<figure><img src="/admin/media/picture/12/file/" alt="A boat"></figure>'
PULLED = '<aside class="pull-quote">'
HEAD = '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
GRID = (
    "<table><tbody><tr><td>a</td><td></td><td>b</td></tr><tr><td>c</td><td>d</td><td></td></tr>"
    "<tr><td></td><td>e</td><td></td></tr></tbody></table>"
)
ONE_CELL = "<table><tbody><tr><td>b</td></tr></tbody></table>"

UNHARMED = [
    "<p>One.</p><p>Two.</p>",
    "<h2>Part</h2><p>Words</p><h3>Smaller</h3><p>Words</p><h2>Next</h2>",
    "<p>A <strong>bold</strong>, <em>slanted</em>, <strong><em>double</em></strong> word.</p>",
    "<p>H<sub>2</sub>O and 10<sup>6</sup></p>",
    "<p>One line<br>and another</p>",
    "<p>Five&nbsp;000&nbsp;F CFA « oui »</p>",
    "<p>R&amp;D: 1 &lt; 2 &gt; 0 \"quoted\" 'so'</p>",
    "<ul><li>One</li><li>Two <strong>bold</strong></li></ul>",
    '<ol start="4"><li>Four</li><li>Five<ul><li>Under</li></ul></li></ol>',
    "<ul><li><p>One</p><p>More of one</p></li></ul>",
    "<blockquote><p>Words said.</p><p>More.</p></blockquote>",
    "<p>Before</p><hr><p>After</p>",
    '<p><a href="https://example.org/a?b=1&amp;c=2#d">web</a> <a href="/about/">here</a></p>',
    '<p><a href="mailto:desk@example.org">mail</a> <a href="tel:+2341234567">call</a> <a href="#n">note</a></p>',
    f"<p>Before</p>{PICTURE}<p>After</p>",
    PICTURE.replace("</figure>", "<figcaption>A <em>boat</em> at sea</figcaption></figure>"),
    PICTURE.replace("</figure>", '<figcaption lang="ar" dir="rtl">قارب</figcaption></figure>'),
    '<p>They said <span lang="yo">ẹ káàárọ̀</span> to all.</p>',
    '<p>The sign reads <span lang="ar" dir="rtl">مرحبا بكم</span>.</p>',
    '<p lang="ar" dir="rtl">مرحبا <strong>بكم</strong> في <span lang="en">Lagos</span></p>',
    '<ul dir="rtl"><li>واحد</li></ul>',
    '<blockquote lang="fr"><p>Bonjour.</p></blockquote>',
    "<p>Ìròyìn ní Èdè Yorùbá: ọ̀rọ̀, ẹ̀kọ́, ṣíṣe, ń, ǹ, ḿ, m̀</p>",
    "<p>Hausa ɓ ɗ ƙ ƴ, Igbo ị ụ ṅ, ₦1,000</p>",
    "<p>新聞編集室の言葉、漢字と仮名。</p><p>新闻编辑室</p><p>뉴스룸</p>",
    "<p>می\u200cخواهم، क्\u200dष, 👩🏾\u200d💻 🇳🇬</p>",
    '<aside class="pull-quote"><p>Words said.</p><p>More.</p></aside>',
    '<aside lang="fr" class="pull-quote"><p>Des <em>mots</em></p></aside>',
    "<table><tbody><tr><td>One</td><td>Two<br>lines</td></tr></tbody></table>",
    '<table><caption>A &amp; B</caption><thead><tr><td></td><th scope="col">C</th></tr></thead>'
    '<tbody><tr><th scope="row">D</th><td><a href="/x/">E</a></td></tr></tbody></table>',
    '<table lang="ar" dir="rtl"><tbody><tr><td>واحد</td><td lang="en">two</td></tr></tbody></table>',
    f'<figure data-gallery="">{PICTURE}{PICTURE}</figure>',
    '<figure data-file="7"></figure>',
    '<figure data-audio="7"><figcaption>At <em>sea</em></figcaption></figure>',
    '<figure data-embed="https://youtu.be/abcdefghijk?t=9&amp;x=y"><figcaption lang="fr">En mer</figcaption></figure>',
    "<p>عربي \u200fwith marks\u200e and \u2067isolates\u2069</p>",
]


@pytest.mark.parametrize("html", UNHARMED)
def test_legitimate_markup_is_unharmed(html):
    assert richtext.clean(html) == html


UNTIDY = [
    ("<p><b>b</b><i>i</i></p>", "<p><strong>b</strong><em>i</em></p>"),
    ("<h1>One</h1><h4>Four</h4><h6>Six</h6>", "<h2>One</h2><h3>Four</h3><h3>Six</h3>"),
    (
        "<h3>Smaller</h3><h3>Again</h3><h2>Part</h2><h3>Under</h3>",
        "<h2>Smaller</h2><h2>Again</h2><h2>Part</h2><h3>Under</h3>",
    ),
    (
        "<blockquote><h2>Said</h2></blockquote><ul><li><h3>One</h3></li></ul>",
        "<blockquote><p>Said</p></blockquote><ul><li>One</li></ul>",
    ),
    ("words", "<p>words</p>"),
    ("words<p>more", "<p>words</p><p>more</p>"),
    ("one\n\ntwo\nand", "<p>one</p><p>two and</p>"),
    ("<div>one<div>two</div>three</div>", "<p>one</p><p>two</p><p>three</p>"),
    ("<p></p><p> </p><p>&nbsp;</p><p><br></p><p><strong></strong></p><h2></h2><ul><li></li></ul>", ""),
    ("<p>  a \n b <strong> c </strong> d </p>", "<p>a b <strong>c </strong>d</p>"),
    ("<p><br>a <br> b<br></p>", "<p>a<br>b</p>"),
    ("<strong><p>a</p><p>b</p></strong>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
    ("<p><strong>a</strong><strong>b</strong></p>", "<p><strong>ab</strong></p>"),
    ("<ul><li><p>One</p></li></ul>", "<ul><li>One</li></ul>"),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<ul>text<p>more</p></ul>", "<ul><li><p>text</p><p>more</p></li></ul>"),
    ("<li>alone</li>", "<p>alone</p>"),
    ('<p><a href="/x/" target="_blank" rel="noopener" title="t" class="c">x</a></p>', '<p><a href="/x/">x</a></p>'),
    ("<p><a>x</a><span>y</span><u>z</u></p>", "<p>xyz</p>"),
    ('<p dir="sideways" lang="x y">a</p>', "<p>a</p>"),
    (f"<p>a {PICTURE} b</p>", f"<p>a</p>{PICTURE}<p>b</p>"),
    (f"<ul><li>a {PICTURE}</li><li>b</li></ul>", f"<ul><li>a</li><li>b</li></ul>{PICTURE}"),
    ('<img src="/admin/media/picture/12/file/" alt=" A  boat ">', PICTURE),
    (
        '<figure class="f"><a href="/"><img src="/admin/media/picture/12/file/" alt="A boat" width="9"></a></figure>',
        PICTURE,
    ),
    ('<p>a</p><figure><img src="https://example.org/a.jpg"><figcaption>gone</figcaption></figure>', "<p>a</p>"),
    ("<figure><blockquote><p>Said</p></blockquote></figure>", "<blockquote><p>Said</p></blockquote>"),
    ("<p>o&#x323;&#x300;r&#x1ECD;&#x300;</p>", "<p>ọ̀rọ̀</p>"),
    ("<aside><p>a</p></aside>", "<p>a</p>"),
    ('<aside class="pull-quote"><h2>a</h2><ul><li>b</li></ul></aside>', f"{PULLED}<p>a</p><p>b</p></aside>"),
    (f'<aside class="pull-quote">a{PICTURE}</aside>', f"{PULLED}<p>a</p></aside>{PICTURE}"),
    ('<ul><li>a<aside class="pull-quote">b</aside></li></ul>', "<ul><li><p>a</p><p>b</p></li></ul>"),
    (
        "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
        f"{HEAD}<tbody><tr><td>c</td><td>d</td></tr></tbody></table>",
    ),
    (
        "<table><thead><tr><td>a</td><td>b</td></tr></thead><tr><td><p>c</p><p> d </p></td></tr></table>",
        f"{HEAD}<tbody><tr><td>c<br>d</td><td></td></tr></tbody></table>",
    ),
    ("<table><tr><td colspan=2>a<td>b<tr><td rowspan=2>c<td>d<tr><td>e</table>", GRID),
    ("<table><tr><td></td></tr></table><table></table>", ""),
    ("<ul><li>a<table><tr><td>b</table>c</li></ul>", f"<ul><li><p>a</p><p>c</p></li></ul>{ONE_CELL}"),
    (f"<table><tr><td>b{PICTURE}</table>", f"{ONE_CELL}{PICTURE}"),
    ("<table><tr><td><ul><li>b</li></ul><h2></h2></table>", ONE_CELL),
    ("<table><tr><td><table><tr><td>b</table></table>", ONE_CELL),
    (
        "<table><caption><b>x</b><p>y</caption><tr><td>b</table>",
        ONE_CELL.replace("<tbody", "<caption>x y</caption><tbody"),
    ),
    ("<h2><table><tr><td>b</table></h2>", ONE_CELL),
    (f'<figure data-gallery="x">{PICTURE}{PICTURE}</figure>', PICTURE * 2),
    (f"<figure data-gallery>a{PICTURE}<p>b</p></figure>", f"<p>a</p><p>b</p>{PICTURE}"),
    ("<figure data-gallery></figure>", ""),
    ('<figure data-embed="http://youtu.be/abcdefghijk"><figcaption>a</figcaption></figure>', ""),
    (f'<figure data-file="7">a{PICTURE}</figure>', f'<p>a</p>{PICTURE}<figure data-file="7"></figure>'),
    ('<figure data-file="07"></figure><figure data-audio="-1"></figure><figure data-file="x"></figure>', ""),
]


@pytest.mark.parametrize(("untidy", "tidy"), UNTIDY)
def test_untidy_markup_becomes_tidy(untidy, tidy):
    assert richtext.clean(untidy) == tidy


@pytest.mark.parametrize("html", [*UNHARMED, *(untidy for untidy, _ in UNTIDY)])
def test_cleaning_twice_changes_nothing(html):
    once = richtext.clean(html)
    assert richtext.clean(once) == once


def test_google_docs_wrapper_is_not_bold():
    pasted = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;">'
        '<span style="font-size:11pt;font-weight:400;">Plain </span><span style="font-weight:700;">bold</span>'
        '<span style="font-style:italic;"> slanted</span></p></b>'
    )
    assert richtext.clean(pasted) == '<p dir="ltr">Plain <strong>bold</strong><em> slanted</em></p>'


def test_word_markup_leaves_its_words():
    pasted = (
        '<p class=MsoNormal style="mso-margin-top-alt:auto"><span lang=EN-US>One<o:p></o:p></span></p>'
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if !supportLists]-->Two<![endif]-->"
    )
    assert richtext.clean(pasted) == '<p><span lang="EN-US">One</span></p><p>Two</p>'


@pytest.mark.parametrize("tone", ["o\u0323\u0300", "o\u0300\u0323", "\u1ecd\u0300", "\u00f2\u0323"])
def test_text_is_nfc_whatever_the_order_of_marks(tone):
    html = richtext.clean(f'<p>{tone}</p><figure><img src="/admin/media/picture/1/file/" alt="{tone}"></figure>')
    assert html == unicodedata.normalize("NFC", html)
    assert html.count("\u1ecd\u0300") == 2


@pytest.mark.parametrize(
    "html", ["<p>\u0338a</p>", "<p>a<br> \u0338b</p>", "<p>a<em>\u0323\u0338b</em></p>", "<p>&#x338;a</p>"]
)
def test_composing_the_whole_body_joins_no_character_to_a_tag(html):
    cleaned = richtext.clean(html)
    assert unicodedata.normalize("NFC", cleaned) == cleaned


@pytest.mark.parametrize(
    "character", ["\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufeff"]
)
def test_characters_that_mean_nothing_are_removed(character):
    assert richtext.clean(f"<p>a{character}b&#x1;</p>") == "<p>ab</p>"


def test_nothing_is_nothing():
    assert [richtext.clean(""), richtext.clean(None), richtext.from_text("  \n ")] == ["", "", ""]


def test_text_becomes_paragraphs_at_blank_lines():
    text = "Tom & <Ann>\r\nsaid\r\n\r\n \r\nMore"
    assert richtext.from_text(text) == "<p>Tom &amp; &lt;Ann&gt;<br>said</p><p>More</p>"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Ọ̀rọ̀ <strong>kan</strong> àti <a href='/x/'>òmíràn</a>.</p>",
        *("line<br>", "<em>a", "<ul><li>", "<table><tr><td>a", "<table><tr><td colspan=99999 rowspan=99999>a</table>"),
    ],
)
def test_large_body_is_cleaned_once_and_for_all(line):
    cleaned = richtext.clean(line * 10_000)
    assert richtext.clean(cleaned) == cleaned


def test_spans_of_a_table_fill_no_more_than_a_screen_can_show():
    row = "<tr>" + "<td colspan=9999 rowspan=9999>a</td>" * 30
    cleaned = richtext.clean(f"<table>{row * 200}</table>")
    assert cleaned.count("<td>") <= 200 * 70
