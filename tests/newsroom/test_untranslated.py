"""A preview says that it is one, and what it says in English is marked as English."""

import json
import re

import pytest
from django.template import Context, Template
from django.utils.translation import gettext, gettext_lazy, ngettext, override, pgettext, trans_real

from factories.people import make_user
from factories.publication import make_publication
from newsroom import untranslated

ENGLISH = '<span lang="en" dir="ltr">{}</span>'
# A string of the readers' that no preview has translated yet.
LACKING = "A model made the whole picture. It shows nothing that a camera saw."


@pytest.fixture
def read(client, db):
    """The pages of a publication in English, Portuguese and Hausa, by address."""
    make_publication(languages=["en", "pt", "ha"])
    return lambda address: client.get(address, secure=True).text


def rendered(source, language="ha", **context):
    template = Template("{% load i18n %}" + source)
    with override(language):
        return untranslated.marked(lambda: template.render(Context(context)))


def test_page_of_a_preview_says_so_in_its_language_and_in_english(read):
    html = read("/ha/")
    assert '<html lang="ha" dir="ltr"' in html
    assert "Wannan harshe na gwaji ne" in html
    assert ENGLISH.format("This language is a preview: parts are still in English.") in html


@pytest.mark.parametrize("address", ["/", "/pt/"])
def test_page_of_a_whole_language_says_nothing_of_previews(read, address):
    body = read(f"{address}ai/").partition("</style>")[2]
    assert "preview-note" not in body and ENGLISH.format(LACKING) not in body


def test_english_on_the_page_of_a_preview_is_marked(read):
    assert ENGLISH.format(LACKING) in read("/ha/ai/")


def test_what_a_view_asked_for_is_marked_on_the_first_page_of_a_process_too(read, monkeypatch):
    monkeypatch.setattr(trans_real, "_translations", {})
    assert '<span lang="en" dir="ltr">We answer within ' in read("/ha/ai/report/")


def test_no_page_holds_the_characters_between_which_it_was_marked(read):
    pages = [read(f"/ha/{path}") for path in ("", "ai/", "cookies/", "privacy/", "search/?q=x", "corrections/", "no/")]
    assert not any(re.search("[\ufdd0\ufdd1]", html) for html in pages)


def test_lazy_text_is_marked_as_well():
    assert rendered("{{ text }}", text=gettext_lazy(LACKING)) == ENGLISH.format(LACKING)


@pytest.fixture
def in_a_view():
    """What the request's middleware does, so that texts are asked for as in a view."""
    untranslated.watch()
    with override("ha"):
        yield


def test_text_asked_for_in_a_view_is_marked(in_a_view):
    texts = [gettext(LACKING), str(gettext_lazy(LACKING)), pgettext("c", LACKING), ngettext(LACKING, "x", 1)]
    assert [rendered("{{ text }}", text=text) for text in texts] == [ENGLISH.format(LACKING)] * 4


def test_text_asked_for_in_a_view_is_marked_with_what_was_put_in(in_a_view):
    text = gettext("Lacking %(name)s here") % {"name": "<b>"}
    assert rendered("{{ text }}", text=text) == ENGLISH.format("Lacking &lt;b&gt; here")
    assert rendered('<p title="{{ text }}">', text=text) == '<p title="Lacking &lt;b&gt; here">'


def test_text_asked_for_in_a_view_is_plain_elsewhere(in_a_view):
    text = gettext(LACKING)
    assert text == LACKING and json.loads(json.dumps({text: text})) == {LACKING: LACKING}
    assert Template("{{ text }} {{ text|upper }}").render(Context({"text": text})) == f"{LACKING} {LACKING.upper()}"


def test_markup_inside_stays_whole():
    source = '{% blocktranslate with a="<b>x</b>"|safe %}Lacking {{ a }} here{% endblocktranslate %}'
    assert rendered(source) == ENGLISH.format("Lacking <b>x</b> here")


def test_plural_and_context_are_marked_without_their_context():
    source = '{% blocktranslate count n=2 context "c" %}{{ n }} cat{% plural %}{{ n }} cats{% endblocktranslate %}'
    assert rendered(source) == ENGLISH.format("2 cats")


@pytest.mark.parametrize("name", ["title", "option"])
def test_element_that_holds_text_alone_is_marked_itself(name):
    element = f'<{name}>{{% translate "Lacking" %}} | Tide</{name}>'
    assert rendered(element) == f'<{name} lang="en" dir="ltr">Lacking | Tide</{name}>'
    assert rendered(f"<{name}>Tide</{name}>") == f"<{name}>Tide</{name}>"


def test_option_that_names_its_language_keeps_it():
    element = '<option value="yo" lang="yo">{}</option>'
    assert rendered(element.format('{% translate "Lacking" %}')) == element.format("Lacking")


@pytest.mark.parametrize("around", ['<a title="{}">', "<script>{}</script>", "<textarea>{}</textarea>"])
def test_nothing_is_marked_where_no_element_can_stand(around):
    assert rendered(around.format('{% translate "Lacking" %}')) == around.format("Lacking")


@pytest.mark.parametrize(
    "source", ['{% translate "Privacy" %}', "{% blocktranslate %}{{ a }}: {{ b }}{% endblocktranslate %}"]
)
def test_translated_text_and_text_without_words_are_not_marked(source):
    assert "<span" not in rendered(source, a="x", b="y")


def test_other_languages_on_the_page_are_not_marked():
    assert rendered('{% language "yo" %}{% translate "Lacking" %}{% endlanguage %}') == "Lacking"
    assert rendered('{% translate "Lacking" %}', language="pt") == "Lacking"


def test_nothing_is_marked_outside_a_page():
    rendered('{% translate "Lacking" %}')
    with override("ha"):
        assert gettext("Lacking") == "Lacking"


def test_publication_screen_calls_a_preview_by_its_name(client, db):
    make_publication()
    client.force_login(make_user(superuser=True))
    html = client.get("/admin/publication/publication/1/change/", secure=True).text
    assert "Hausa (preview)" in html and "Português (preview)" not in html
