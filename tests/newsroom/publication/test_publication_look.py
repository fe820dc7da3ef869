"""Accent and typefaces as a style sheet of the publication's own, and the icons drawn for it."""

import io

import pytest
from PIL import Image

from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_publication
from factories.sites import write
from newsroom.media.operations import pulling
from newsroom.publication import icons
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
INDIGO, CAMWOOD, PAPER = (31, 63, 143), (138, 31, 77), (251, 250, 246)


def image(response):
    return Image.open(io.BytesIO(response.content))


def colours(picture):
    return {colour for _count, colour in picture.convert("RGB").getcolors(100_000)}


def test_accent_is_a_style_sheet_of_its_own_whose_address_changes_with_it(client):
    make_publication(accent="#8A1F4D")
    first = client.get("/nope/").text.partition('<link rel="stylesheet" href="/look.css?v=')[2][:8]
    css = client.get("/look.css")
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert css.text.startswith(":root{--link:light-dark(#8A1F4D,#")
    Publication.objects.update(accent_dark="#FFC0D8")
    assert "light-dark(#8A1F4D,#FFC0D8)" in client.get("/look.css").text
    assert f"/look.css?v={first}" not in client.get("/nope/").text


def test_our_own_colours_and_typefaces_need_no_further_style_sheet(client, publication):
    assert "look.css" not in client.get("/nope/").text
    assert client.get("/look.css").status_code == 404


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"headline_type": "sans"}, ":root,[lang]{--font-head:var(--sans)}\n"),
        ({"body_type": "sans"}, ":root,[lang]{--font-text:var(--sans)}\n"),
        (
            {"headline_type": "serif"},
            ":root,[lang]{--font-head:var(--serif)}"
            ':lang(yo),:lang(ig),:lang(ee),:lang(vi){--font-head:"Noto Serif","Newsroom Headline",var(--serif)}\n',
        ),
    ],
)
def test_chosen_typeface_is_in_the_style_sheet_that_pages_name(client, chosen, rule):
    make_publication(**chosen)
    assert client.get("/look.css").text == rule
    assert 'href="/look.css?v=' in client.get("/nope/").text


def test_pages_name_the_icons_and_the_icons_are_there(client, publication):
    html = client.get("/yo/nope/").text
    version = icons.design(publication).version
    assert f'<link rel="icon" href="/favicon.ico?v={version}" sizes="16x16 32x32 48x48">' in html
    assert f'<link rel="apple-touch-icon" href="/icons/180.png?v={version}">' in html
    assert image(client.get("/icons/180.png")).size == (180, 180)
    assert client.get("/icons/181.png").status_code == 404


def test_favicon_has_each_size_drawn_for_its_own_pixels(client, publication):
    found = image(client.get("/favicon.ico"))
    assert found.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    smallest = found.ico.getimage((16, 16)).convert("RGB")
    # The T of the name: a bar on top and a stem under it, nothing else.
    lit = [[sum(smallest.getpixel((x, y))) > 500 for x in range(16)] for y in range(16)]
    rows = [sum(row) for row in lit if any(row)]
    assert (len(rows) >= 10, max(rows[:3]) >= 8, set(rows[3:])) == (True, True, {2})


def test_icon_is_the_initial_on_the_accent(client):
    make_publication(accent="#8A1F4D")
    assert {CAMWOOD, PAPER} <= colours(image(client.get("/icons/192.png")))


def test_new_name_or_accent_has_new_addresses(publication):
    versions = {icons.design(publication).version}
    publication.accent = "#8A1F4D"
    versions.add(icons.design(publication).version)
    publication.name = {"en": "Harbour Post"}
    versions.add(icons.design(publication).version)
    assert len(versions) == 3


@pytest.mark.parametrize(
    ("name", "letter"),
    [("“the Tide”", "T"), ("ẹ\u0301kọ́", "Ẹ\u0301"), ("الأفق", "أ"), ("24 Hours", "2"), ("मुंबई", ""), ("…", "")],
)
def test_initial_is_the_first_letter_with_its_marks_where_we_have_a_face_for_it(name, letter):
    publication = Publication(name={"yo": "Other", "en": name}, default_language="en")
    assert icons.initial(publication) == letter


def test_name_that_no_face_has_gets_our_mark(client):
    make_publication(name={"en": "मुंबई"})
    mark = image(client.get("/icons/512.png")).convert("RGB")
    solid, dash, gap = (mark.getpixel((x, y)) for x, y in [(256, 160), (128, 370), (208, 370)])
    assert (solid, dash, gap) == (PAPER, PAPER, INDIGO)


def test_nothing_of_a_maskable_icon_stands_where_it_may_be_cut(client, publication):
    icon = image(client.get("/icons/maskable.png")).convert("RGB")
    outside = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if (x - 256) ** 2 + (y - 256) ** 2 > 205**2]
    assert {icon.getpixel(at) for at in outside} == {INDIGO}


def test_square_logo_is_the_icon_and_a_wide_one_is_not(client, publication):
    letter = client.get("/icons/192.png").content
    Publication.objects.update(logo=make_picture(size=(90, 30)))
    assert client.get("/icons/192.png").content == letter
    Publication.objects.update(logo=make_picture(size=(60, 60)))
    assert client.get("/icons/192.png").content != letter


def test_pulled_logo_leaves_the_icons(client, publication):
    letter = client.get("/icons/192.png").content
    logo = make_picture(size=(60, 60))
    Publication.objects.update(logo=logo)
    assert client.get("/icons/192.png").content != letter
    pulling.pull(logo, actor=make_user(superuser=True), reason="Rights")
    assert client.get("/icons/192.png").content == letter


def test_icon_of_the_sites_own_comes_first(client, publication, tmp_path, monkeypatch):
    file = io.BytesIO()
    Image.new("RGB", (600, 600), "#00FF00").save(file, "PNG")
    write(tmp_path, {"static/img/icon.png": file.getvalue()})
    monkeypatch.setattr(icons, "own", lambda part: [tmp_path / part])
    icons._own_hash.cache_clear()
    try:
        assert colours(image(client.get("/icons/192.png"))) == {(0, 255, 0)}
    finally:
        icons._own_hash.cache_clear()


def test_manifest_lists_the_icons_that_are_there(client, publication):
    data = client.get("/manifest.webmanifest").json()
    listed = [(icon["sizes"], icon["purpose"]) for icon in data["icons"]]
    assert listed == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
    served = [image(client.get(icon["src"])) for icon in data["icons"]]
    assert [f"{found.width}x{found.height}" for found in served] == [size for size, _purpose in listed]


def test_icons_and_colours_ask_the_database_for_the_publication_alone(client, django_assert_num_queries):
    make_publication(accent="#8A1F4D")
    for path in ("/favicon.ico", "/icons/192.png", "/look.css"):
        with django_assert_num_queries(1):
            client.get(path)
