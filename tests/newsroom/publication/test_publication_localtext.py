"""Texts that exist once per language: which one is shown, and the form that asks for them."""

import unicodedata

import pytest
from django.template import Context, Template
from django.utils.translation import override

from factories.publication import make_publication
from newsroom.publication.forms import PublicationForm
from newsroom.publication.localtext import in_language
from newsroom.publication.localtext_forms import LocalTextFormField
from newsroom.publication.models import Page, Publication


def printed(markup, **context):
    return Template("{% load local_text %}" + markup).render(Context(context))


def test_text_is_in_the_active_language(publication):
    with override("yo"):
        assert in_language({"en": "Health", "yo": "Ìlera"}) == ("Ìlera", "yo", False)


def test_fallback_is_the_publications_default_language_and_says_so(db):
    make_publication(default_language="fr")
    assert in_language({"ar": "صحة", "en": "Health", "fr": "Santé"}, "yo") == ("Santé", "fr", True)


def test_fallback_is_any_text_there_is(publication):
    assert in_language({"en": "", "ar": "صحة"}, "yo") == ("صحة", "ar", True)


def test_no_text_at_all_is_empty(publication):
    assert in_language({}, "yo") == ("", "yo", False)


def test_fallback_is_printed_with_its_language_and_direction(publication):
    with override("en"):
        html = printed("{% local texts %}", texts={"ar": "<صحة>"})
    assert html == '<span lang="ar" dir="rtl">&lt;صحة&gt;</span>'


def test_text_in_the_pages_language_is_printed_bare(publication):
    with override("en"):
        assert printed("{% local texts %}", texts={"en": "Health & us"}) == "Health &amp; us"


def test_text_of_lines_is_printed_as_paragraphs(publication):
    with override("en"):
        html = printed("{% local_lines texts %}", texts={"en": "Quay 4\nPort <1>\n\nNo. 7"})
    assert html == "<p>Quay 4<br>Port &lt;1&gt;</p>\n\n<p>No. 7</p>"


def test_text_for_attributes_is_printed_alone(publication):
    with override("en"):
        assert printed("{{ texts|local_plain }}", texts={"ar": "صحة"}) == "صحة"


def test_form_has_one_box_per_language_in_its_own_name_and_direction(publication):
    html = str(PublicationForm(instance=publication)["name"])
    assert '<label for="id_name__ar" lang="ar" dir="rtl">العربية</label>' in html
    assert '<input type="text" name="name__en" value="The Tidewater Post" id="id_name__en" lang="en" dir="ltr">' in html


def test_form_keeps_the_box_of_a_language_that_was_given_up(publication):
    publication.name["fr"] = "Le Courrier"
    Publication.objects.update(languages=["en", "yo"])
    html = str(PublicationForm(instance=publication)["name"])
    assert "name__fr" in html
    assert "name__ar" not in html


def test_form_value_is_nfc_and_without_empty_texts(publication):
    data = {"f__en": " Health ", "f__yo": unicodedata.normalize("NFD", "Ìlera"), "f__ar": "  ", "other": "x"}
    field = LocalTextFormField()
    assert field.clean(field.widget.value_from_datadict(data, {}, "f")) == {"en": "Health", "yo": "Ìlera"}


def test_required_means_the_default_language(publication):
    form = PublicationForm({"name__yo": "Ìròyìn"}, instance=publication)
    assert form.errors["name"] == ["Fill in English at least: it stands in for missing translations."]


def test_translations_may_be_missing(publication):
    assert "name" not in PublicationForm({"name__en": "The Post"}, instance=publication).errors


def test_unchanged_texts_count_as_unchanged():
    assert not LocalTextFormField().has_changed({"en": "Health"}, {"en": "Health", "yo": ""})


@pytest.mark.django_db
def test_stored_texts_can_be_searched_with_their_marks():
    Page.objects.create(slug="health", title={"yo": "Ìlera"})
    assert Page.objects.filter(title__icontains="Ìlera").count() == 1
