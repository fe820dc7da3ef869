"""However a body comes in, it is clean when it is stored."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import QueryDict

from articles.models import Story
from factories.stories import make_story
from newsroom import richtext

RAW = "<p onclick=x>One<script>two</script></p>"
CLEAN = "<p>One</p>"


class Form(forms.Form):
    body = richtext.BodyFormField()


def stored(story):
    return Story.objects.get(pk=story.pk).body


@pytest.mark.django_db
def test_create_cleans_row_and_object():
    story = make_story(body=RAW)
    assert [stored(story), story.body] == [CLEAN, CLEAN]


@pytest.mark.django_db
def test_save_cleans():
    story = make_story()
    story.body = RAW
    story.save(update_fields=["body"])
    assert stored(story) == CLEAN


@pytest.mark.django_db
def test_bulk_create_and_bulk_update_clean():
    first, second = make_story(), make_story()
    copy = Story(headline="Copy", language="en", section=first.section, slug="copy", body=RAW)
    Story.objects.bulk_create([copy])
    second.body = RAW
    Story.objects.bulk_update([second], ["body"])
    assert [stored(copy), stored(second)] == [CLEAN, CLEAN]


@pytest.mark.django_db
def test_update_cleans_text_and_leaves_expressions():
    story = make_story()
    Story.objects.update(body=RAW)
    assert stored(story) == CLEAN
    Story.objects.update(body=F("headline"))
    assert stored(story) == story.headline


def test_model_validation_cleans():
    field = Story._meta.get_field("body")
    assert field.clean(RAW, None) == CLEAN


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p>&nbsp;</p>", "<script>x</script>"])
def test_required_body_is_more_than_empty_tags(empty):
    field = richtext.BodyField()
    with pytest.raises(ValidationError):
        field.clean(empty, None)
    assert not Form({"body": empty}).is_valid()


def test_migrations_see_a_text_field():
    assert richtext.BodyField(blank=True).deconstruct()[1:] == ("django.db.models.TextField", [], {"blank": True})


def posted(**data):
    query = QueryDict(mutable=True)
    query.update(data)
    form = Form(query)
    return form.is_valid() and form.cleaned_data["body"]


def test_form_takes_markup():
    assert posted(body=RAW) == CLEAN


def test_form_takes_text_where_no_tag_stands():
    assert posted(body="Tom & Ann <tom@example.org>\n\nTwo") == "<p>Tom &amp; Ann &lt;tom@example.org&gt;</p><p>Two</p>"


def test_form_takes_tags_for_words_where_plain_text_is_said():
    assert posted(body="a <b>bold</b> claim", **{"body-format": "plain"}) == "<p>a &lt;b&gt;bold&lt;/b&gt; claim</p>"


def test_form_is_unchanged_by_the_editor_writing_the_same_otherwise():
    form = Form({"body": "<ul><li><p>One</p></li></ul>"}, initial={"body": "<ul><li>One</li></ul>"})
    assert not form.has_changed()


def test_refused_form_hands_back_clean_markup():
    class Both(Form):
        name = forms.CharField()

    assert "onclick" not in Both({"body": RAW}).as_p()


@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_form_takes_unstorable_characters_out(character):
    assert posted(body=f"<p>O{character}ne</p>") == CLEAN


def test_widget_asks_for_the_one_list_of_markup():
    config = richtext.BodyWidget().get_config()
    assert {"Figure", "Insert", "Lang", "PasteCleaner", "PlainText", "Table"} <= config["extensions"].keys()
    assert not {"HTML", "NoSpellCheck"} & config["extensions"].keys()
    assert all(path.startswith("/static/newsroom/prose-") for path in config["js_modules"])


def test_widget_carries_language_and_direction():
    html = richtext.BodyWidget({"lang": "ar", "dir": "rtl"}).render("body", "<p>x</p>")
    assert 'lang="ar" dir="rtl"' in html
