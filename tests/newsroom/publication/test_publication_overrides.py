"""A publication's own look: its files win over ours, and `overrides` says what an upgrade changed beneath them."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from factories.sites import compiled, write
from newsroom.publication import server
from newsroom.publication.checks import check_site

FOOTER = "templates/components/footer.html"
ASKED = """
import json
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils.translation import gettext, override
from newsroom import assets
said = {}
for language in ("yo", "en"):
    with override(language):
        said[language] = gettext("Sections")
print(json.dumps({
    "footer": get_template("components/footer.html").render(),
    "masthead": get_template("components/masthead.html").origin.name,
    "script": finders.find("js/components/share.js"),
    "said": said,
    "css": assets.CSS,
    "style-src": settings.SECURE_CSP["style-src"],
    "last": list(assets.STYLES.values())[-1].css,
    "last_hash": assets.STYLE_HASHES[-1],
}))
"""


@pytest.fixture
def site(tmp_path, settings):
    settings.SITE_DIR = tmp_path / "look"
    settings.SITE_DIR.mkdir()
    return settings.SITE_DIR


@pytest.fixture
def ours(tmp_path, settings):
    """A small program with one template and one style sheet, which an upgrade can change."""
    settings.BASE_DIR = tmp_path / "ours"
    return write(settings.BASE_DIR, {FOOTER: "<footer>\n", "static/css/tokens.css": ":root{}\n"})


def overrides(*words, **options):
    """Return the exit code and what was said."""
    out = io.StringIO()
    try:
        call_command("overrides", *words, stdout=out, **options)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What a process that starts with a directory of its own finds."""
    site = tmp_path_factory.mktemp("look")
    catalogues = {
        f"locale/{language}/LC_MESSAGES/django.mo": compiled({"Sections": f"Desks ({language})"})
        for language in ("yo", "en")
    }
    files = {
        FOOTER: "<footer>Tidewater's own</footer>",
        "static/js/components/share.js": "// own",
        "static/css/tokens.css": "@layer tokens{:root{--paper:red}}",
        "static/css/site.css": ".footer { color: var(--paper); }",
    }
    write(site, files | catalogues)
    env = os.environ | {"NEWSROOM_SITE": str(site), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run([sys.executable, "-c", ASKED], env=env, check=True, capture_output=True, text=True)
    return json.loads(done.stdout) | {"site": str(site)}


def test_own_template_is_read_and_ours_where_there_is_none(seen):
    assert seen["footer"] == "<footer>Tidewater's own</footer>"
    assert not seen["masthead"].startswith(seen["site"])


def test_own_static_file_is_served(seen):
    assert seen["script"] == f"{seen['site']}/static/js/components/share.js"


def test_own_words_win_in_every_language_english_too(seen):
    assert seen["said"] == {"yo": "Desks (yo)", "en": "Desks (en)"}


def test_own_style_sheet_replaces_ours_and_one_more_comes_last(seen):
    assert seen["css"].startswith("@layer tokens{:root{--paper:red}}")
    assert seen["last"] == ".footer { color: var(--paper); }"
    assert seen["last_hash"] in seen["style-src"]


def test_copied_file_is_ours_and_replaces_it(site, ours):
    assert overrides("copy", "components/footer.html")[0] == 0
    assert (site / FOOTER).read_text() == "<footer>\n"
    assert overrides() == (0, f"Replaces ours, which is as it was:\n  {FOOTER}\n")


def test_change_of_ours_is_named_once_and_shown_until_it_is_accepted(site, ours):
    overrides("copy", FOOTER)
    write(site, {FOOTER: "<footer>mine\n"})
    write(ours, {FOOTER: "<footer>\n{% new %}\n"})
    code, said = overrides("list", "--diff")
    assert (code, "    +{% new %}\n" in said) == (1, True)
    assert said.startswith(f"Ours has changed since it was copied:\n  {FOOTER}\n")
    overrides("accept", FOOTER)
    assert (overrides()[0], (site / FOOTER).read_text()) == (0, "<footer>mine\n")


def test_file_whose_original_is_gone_is_named_until_it_is_accepted(site, ours):
    overrides("copy", FOOTER)
    (ours / FOOTER).unlink()
    assert overrides()[0] == 1
    overrides("accept", FOOTER)
    assert overrides() == (0, f"Replaces nothing of ours:\n  {FOOTER}\n")


def test_file_copied_by_hand_is_named_with_the_remedy(site, ours):
    write(site, {FOOTER: "<footer>mine\n"})
    code, said = overrides()
    assert (code, "not known from which version it was copied" in said, "overrides accept FILE" in said) == (
        1,
        True,
        True,
    )
    overrides("accept", str(site / FOOTER))
    assert overrides()[0] == 0


def test_name_with_a_slip_is_named_with_the_one_that_is_meant(site, ours):
    write(site, {"templates/components/foter.html": "", "static/css/site.css": ""})
    assert overrides()[1] == (
        f"Replaces nothing of ours:\n  static/css/site.css\n  templates/components/foter.html (is {FOOTER} meant?)\n"
    )


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("copy", "components/foter.html"), f"Is one of these meant: {FOOTER}"),
        (("copy", "../secret"), "Name the file as it is in the site"),
        (("copy", "/etc/passwd"), "Name the file as it is in the site"),
        (("copy", "templates"), "There is no templates of ours"),
        (("accept", FOOTER), "lists what is there"),
    ],
)
def test_wrong_name_is_refused_in_words(site, ours, words, answer):
    with pytest.raises(CommandError, match=answer):
        overrides(*words)


def test_file_that_is_there_is_never_written_over(site, ours):
    write(site, {FOOTER: "mine"})
    with pytest.raises(CommandError, match="move yours away first"):
        overrides("copy", FOOTER)
    assert (site / FOOTER).read_text() == "mine"


def test_words_that_no_page_says_and_catalogues_that_are_not_compiled_are_named(site):
    english, yoruba = (f"locale/{language}/LC_MESSAGES/django" for language in ("en", "yo"))
    write(site, {f"{english}.mo": compiled({"Sections": "Desks", "No such words": "…"}), "template/base.html": ""})
    write(site, {f"{yoruba}.po": ""})
    code, said = overrides()
    assert code == 1
    assert said.splitlines() == [
        "Nothing reads template/, only templates, static, locale.",
        f"{yoruba}.po is not compiled: run “msgfmt -o {site}/{yoruba}.mo {site}/{yoruba}.po”.",
        f"{english}.mo has “No such words”, which no page of ours says.",
    ]


def test_empty_directory_is_a_beginning_and_none_is_explained(site, settings):
    assert overrides()[1].startswith(f"{site} replaces nothing yet.")
    settings.SITE_DIR = None
    with pytest.raises(CommandError, match="NEWSROOM_SITE is not set"):
        overrides()


@pytest.mark.parametrize(("name", "words"), [("lok", "is no directory"), ("look/templates", "none of the directories")])
@pytest.mark.django_db
def test_mistyped_directory_is_refused_by_check_serve_and_command(site, settings, name, words):
    write(site, {"templates/base.html": ""})
    settings.SITE_DIR = site.parent / name
    assert [words in problem.msg for problem in check_site()] == [True]
    assert check_site()[0].msg in server.missing_for_production()
    with pytest.raises(CommandError, match=words):
        overrides()
