import pytest
from django.template import Context, Template
from django.utils.translation import override

from factories.pictures import drawing, make_picture, upload

pytestmark = pytest.mark.django_db


def printed(picture, options='spec="card"'):
    return Template("{% load pictures %}{% picture picture " + options + " %}").render(Context({"picture": picture}))


@pytest.fixture
def photo():
    return make_picture(upload(drawing((1000, 800))), alt="A teal <wall>")


@pytest.fixture
def machine_made():
    return make_picture(origin="trainedAlgorithmicMedia", realism="evident")


def test_modern_formats_come_before_the_jpeg_with_every_width(photo):
    urls = [image["url"] for image in photo.images("lead", "avif")]
    html = printed(photo, 'spec="lead"')
    assert f'<source type="image/avif" srcset="{urls[0]} 800w, {urls[1]} 1000w" sizes="' in html
    assert html.index("image/avif") < html.index("image/webp") < html.index("<img")
    assert f'<img src="{photo.image("lead")["url"]}" width="1000" height="562"' in html


def test_card_has_one_modern_format_because_lists_hold_many(photo):
    assert printed(photo).count("<source") == 1


def test_alternative_text_is_the_librarys_unless_given(photo):
    assert 'alt="A teal &lt;wall&gt;"' in printed(photo)
    assert 'alt="Seen from the sea"' in printed(photo, 'spec="card" alt="Seen from the sea"')
    assert 'alt=""' in printed(photo, 'spec="card" alt=""')


def test_picture_waits_unless_it_comes_first(photo):
    assert 'loading="lazy"' in printed(photo)
    first = printed(photo, 'spec="lead" priority=True')
    assert 'fetchpriority="high"' in first and "lazy" not in first


def test_sizes_are_the_specs_unless_given(photo):
    assert 'sizes="(min-width: 48rem) 25rem, 100vw"' in printed(photo)
    assert 'sizes="10rem"' in printed(photo, 'spec="card" sizes="10rem"')


def test_machine_made_picture_says_so_in_the_readers_language(machine_made):
    with override("ar"):
        html = printed(machine_made)
        label = str(machine_made.label)
    assert f'<span class="ai-chip ai-chip--picture" lang="ar" dir="rtl">{label}</span>' in html
    assert "picture--machine" in html


def test_label_can_be_left_to_the_place(machine_made):
    html = printed(machine_made, 'spec="card" label=False')
    assert "ai-chip" not in html and "picture--machine" in html


def test_photo_carries_no_label(photo):
    assert "ai-chip" not in printed(photo) and "picture--machine" not in printed(photo)


def test_unverified_picture_says_so_without_the_machines_frame():
    html = printed(make_picture(origin="unknown"))
    assert "Origin not verified" in html and "picture--machine" not in html


def test_no_picture_prints_nothing(photo):
    photo.renditions = {}
    assert printed(None).strip() == printed(photo).strip() == ""


def test_tag_asks_the_database_nothing(photo, django_assert_num_queries):
    with django_assert_num_queries(0):
        printed(photo)


def test_spec_without_modern_formats_prints_its_jpeg(photo):
    html = printed(photo, 'spec="social"')
    assert "<source" not in html and 'width="1000" height="562"' in html
