"""Readers' templates hold no words outside translate tags."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "templates"
# Made without catalogues, because they may be what failed: it says its words in every language.
IN_ALL_LANGUAGES = FOLDER / "pages" / "server_error.html"
PATHS = sorted(
    path for path in FOLDER.rglob("*.html") if not path.is_relative_to(FOLDER / "admin") and path != IN_ALL_LANGUAGES
)
# The short chip is a mark for the eye alone; its words stand beside it.
NAMES = {"WhatsApp", "AI", "Atom", "CSV", "JSON"}
SPOKEN = {"aria-label", "alt", "title", "placeholder", "aria-description", "data-hide", "data-error", "data-done"}
TRANSLATED = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}|{%.*?%}|{{.*?}}", re.S
)


class Words(HTMLParser):
    """Collects what readers see or hear."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.is_code = False

    def handle_starttag(self, tag, attrs):
        self.is_code = tag in {"script", "style"}
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self.is_code = False

    def handle_data(self, data):
        if not self.is_code:
            self.found.append(data)


def untranslated(source):
    """Return the words of a template that no translate tag holds, and the commas, colons and quotation marks."""
    words = Words()
    words.feed(TRANSLATED.sub("", source))
    texts = (text.strip() for text in words.found)
    return [text for text in texts if re.search(r"[^\W\d_]|[,:;“”«»،]", text) and text not in NAMES]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_template_says_nothing_untranslated(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Read on</p>", ["Read on"]),
        ('<nav aria-label="Pages">{{ number }}</nav>', ["Pages"]),
        ('{% translate "Read on" %} <b>{% blocktranslate %}Read on{% endblocktranslate %}</b>', []),
        ("<b>{{ a }}</b>, {{ b }}", [","]),
        ("{{ a }}{% if b %}: “{{ b }}”{% endif %}", [": “”"]),
        ("{# Read on #}{% comment %}Read on{% endcomment %}<script>const on = 1</script>", []),
    ],
)
def test_check_finds_words_outside_translate_tags(source, words):
    assert untranslated(source) == words
