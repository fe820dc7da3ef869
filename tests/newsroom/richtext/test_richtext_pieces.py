import pytest

from newsroom import richtext

PICTURE = '<img src="/admin/media/picture/3/file/" alt="Boats">'
BODY = (
    '<h2>Head &amp; heart</h2><p>One <strong>two</strong>.</p><ul><li>a</li></ul><hr>'
    f'<figure>{PICTURE}<figcaption lang="yo">The <em>quay</em></figcaption></figure>'
    '<figure data-file="7"><figcaption>The report</figcaption></figure>'
)  # fmt: skip


def test_pieces_joined_again_are_the_body():
    body = richtext.clean(BODY)
    assert richtext.joined(piece.html for piece in richtext.pieces(body)) == body


def test_piece_says_what_it_is_and_what_is_told_in_it():
    found = richtext.pieces(BODY)
    assert [piece.kind for piece in found] == ["h2", "p", "ul", "hr", "figure 3", "figure 7"]
    assert [piece.is_words for piece in found] == [True, True, True, False, False, False]
    assert found[4].told == [(3, "Boats", "The <em>quay</em>")]
    assert found[5].told == [(None, None, "The report")]


@pytest.mark.parametrize(
    ("written", "caption"),
    [
        ("The quay", "The quay"),
        ('R & D, "a < b"', 'R &amp; D, "a &lt; b"'),
        ("The <em>quay</em> &amp; more", "The <em>quay</em> &amp; more"),
        ("<script>x</script>Quay", "Quay"),
    ],
)
def test_caption_is_markup_or_plain_text(written, caption):
    found = richtext.with_told(richtext.pieces(BODY)[4].html, [("Two  boats", written)])
    shown = PICTURE.replace("Boats", "Two boats")
    assert found == f'<figure>{shown}<figcaption lang="yo">{caption}</figcaption></figure>'


def test_emptied_caption_goes():
    assert richtext.with_told(richtext.pieces(BODY)[4].html, [("", "")]) == f"<figure>{PICTURE}</figure>".replace(
        "Boats", ""
    )


def test_each_picture_of_a_gallery_has_its_own_words():
    gallery = f"<figure data-gallery>{''.join(f'<figure>{PICTURE}</figure>' for _ in range(2))}</figure>"
    found = richtext.with_told(gallery, [("One", "First"), ("Two", "")])
    assert [(told.alt, told.caption) for told in richtext.pieces(found)[0].told] == [("One", "First"), ("Two", "")]


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ("<p>Plain words.</p>", "Plain words."),
        ("<p>A <em>b</em></p>", "<p>A <em>b</em></p>"),
        ("<p>R &amp; D</p>", "<p>R &amp; D</p>"),
        ('<p lang="yo">Ilé</p>', '<p lang="yo">Ilé</p>'),
        ("<h2>Head</h2>", "<h2>Head</h2>"),
    ],
)
def test_paragraph_of_nothing_but_words_is_typed_as_such(html, typed):
    assert richtext.as_typed(html) == typed
