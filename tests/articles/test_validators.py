from datetime import UTC, date, datetime

import pytest

from articles import validators
from factories.attachments import make_attachment, make_recording
from factories.pictures import make_picture
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_story, make_tag

pytestmark = pytest.mark.django_db


def blocking(story):
    return [problem.field for problem in validators.blocking(story)]


def warned(story):
    return [problem.field for problem in validators.problems(story) if not problem.blocks]


def test_whole_story_has_no_problem():
    story = make_story(tags=[make_tag()], authors=[make_author()], lead_picture=make_picture(alt="Two boats"))
    assert validators.problems(story) == []


@pytest.mark.parametrize(
    ("picture", "fields"),
    [
        ({"alt": ""}, ["lead_alt"]),
        ({"origin": ""}, ["lead_picture"]),
        ({"origin": "composite"}, ["lead_picture"]),
        ({"origin": "trainedAlgorithmicMedia", "realism": ""}, ["lead_picture"]),
        ({"credit": ""}, ["lead_picture"]),
    ],
)
def test_lead_picture_that_lacks_something_blocks(picture, fields):
    lead = make_picture(alt="Two boats")
    type(lead).objects.filter(pk=lead.pk).update(**picture)
    lead.refresh_from_db()
    assert blocking(make_story(lead_picture=lead)) == fields


def test_decorative_picture_needs_no_words():
    assert blocking(make_story(lead_picture=make_picture(alt=""), lead_is_decorative=True)) == []


def test_picture_of_unknown_origin_warns():
    assert warned(make_story(lead_picture=make_picture(alt="Boats", origin="unknown")))[0] == "lead_picture"


@pytest.mark.parametrize("alt", ["IMG_2041", "quay-final.jpg", "DSC 0001"])
def test_file_name_as_alternative_text_warns(alt):
    assert "lead_alt" in warned(make_story(lead_picture=make_picture(alt=alt)))


def test_library_caption_repeated_as_alternative_text_warns():
    lead = make_picture(alt="The ferry at dawn", caption="The ferry at dawn")
    assert "lead_alt" in warned(make_story(lead_picture=lead))


def figure(pk, alt="", caption=""):
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="/admin/media/picture/{pk}/file/" alt="{alt}">{words}</figure>'


def test_decorative_picture_in_the_body_needs_no_words():
    image = f'<img src="/admin/media/picture/{make_picture(alt="").pk}/file/" alt="" role="presentation">'
    assert validators.blocking(make_story(body=f"<p>Words.</p><figure>{image}</figure>")) == []


@pytest.mark.parametrize(("alt", "caption"), [("IMG_2041", ""), ("Picture of a boat", ""), ("A boat", "A boat")])
def test_poor_alternative_text_in_the_body_warns(alt, caption):
    body = f"<p>Words.</p>{figure(make_picture().pk, alt, caption)}"
    said = [problem.message for problem in validators.problems(make_story(body=body)) if problem.field == "body"]
    assert [words.startswith("Picture 1 in the body, alternative text: ") for words in said] == [True]


def test_body_picture_that_left_the_library_blocks():
    story = make_story(body=f"<p>Words.</p>{figure(4711, 'A boat')}")
    assert "no longer in the library" in validators.blocking(story)[0].message


def test_body_picture_without_any_alternative_text_blocks():
    story = make_story(body=f"<p>Words.</p>{figure(make_picture(alt='').pk)}")
    assert "has no alternative text" in validators.blocking(story)[0].message


def test_related_story_that_is_not_live_warns():
    assert "related" in warned(make_story(related=[make_story()]))
    assert "related" not in warned(make_story(related=[make_live().story]))


def test_words_out_of_the_library_are_a_part_of_the_story():
    lead = make_picture(alt="Two boats at dawn", caption="The quay")
    story = make_story(lead_picture=lead, levels={"alt": "generated"})
    assert validators.levels(story) == {
        "headline": "none",
        "standfirst": "none",
        "body": "none",
        "caption": "none",
        "alt": "generated",
    }


def test_caption_of_a_file_is_a_caption_and_a_decorative_picture_has_no_alternative_text():
    body = f'<p>Words.</p><figure data-file="{make_attachment().pk}"><figcaption>The figures</figcaption></figure>'
    story = make_story(body=body, lead_picture=make_picture(), lead_is_decorative=True)
    assert set(validators.levels(story)) == {"headline", "standfirst", "body", "caption"}


def test_level_of_a_part_without_words_does_not_count():
    story = make_story(levels={"summary": "generated", "headline": "generated"})
    assert set(validators.levels(story)) == {"headline", "standfirst", "body"}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"use_by": date(2020, 1, 1)}, "may not be used after 01 January 2020"),
        ({"pulled_at": datetime(2026, 1, 1, tzinfo=UTC)}, "was pulled"),
        ({"detected": {"is_ai": "yes"}}, "says that AI had a part in it"),
    ],
)
def test_lead_picture_that_may_not_be_shown_blocks(facts, words):
    make_publication()
    lead = make_picture(alt="Two boats")
    for name, value in facts.items():
        setattr(lead, name, value)
    assert words in validators.blocking(make_story(lead_picture=lead))[0].message


def test_file_that_left_the_library_blocks():
    assert blocking(make_story(body='<p>Words.</p><figure data-file="99"></figure>')) == ["body"]


def test_recording_without_a_transcript_warns():
    body = '<p>Words.</p><figure data-audio="{}"></figure>'
    silent, written = make_recording(), make_recording(transcript="The tide.")
    assert "body" in warned(make_story(body=body.format(silent.pk)))
    assert "body" not in warned(make_story(body=body.format(written.pk)))


def test_embed_of_no_provider_warns():
    body = '<p>Words.</p><figure data-embed="{}"></figure>'
    assert "body" in warned(make_story(body=body.format("https://video.example/1")))
    assert "body" not in warned(make_story(body=body.format("https://youtu.be/abcdefghijk")))
