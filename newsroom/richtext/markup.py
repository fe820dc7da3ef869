"""The one list of allowed markup: it configures the editor and the sanitiser alike.

Each row names an extension of the editor, the tags it writes with their attributes, and the extension's options. A tag
that is in no row can neither be typed nor stored.
"""

import re
from typing import NamedTuple

LINK_SCHEMES = {"http", "https", "mailto", "tel"}
PICTURE_SOURCE = re.compile(r"/admin/media/picture/([1-9][0-9]{0,17})/file/")
PICKER_URL = "/admin/media/picture/picker/"
FILE_PICKER_URL = "/admin/media/attachment/picker/"
FILE_TITLE_URL = "/admin/media/attachment/0/title/"
FIND_EMBED_URL = "/admin/media/embedprovider/find/"
PULL_QUOTE = "pull-quote"
# The role of an image that says nothing to listeners.
DECORATIVE = "presentation"
# What a figure that holds no picture says it holds.
FILE, AUDIO, EMBED = INSERTS = ("data-file", "data-audio", "data-embed")
# In ASCII and without a name before the host, so that nothing looks like another address than it is.
EMBED_ADDRESS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?(/[!-~]*)?", re.IGNORECASE)
# Languages a passage inside a story may be in; the story's own language is a field of the story.
LANGUAGES = [
    ["ar", "العربية"],
    ["zh", "中文"],
    ["de", "Deutsch"],
    ["en", "English"],
    ["es", "Español"],
    ["fa", "فارسی"],
    ["fr", "Français"],
    ["ha", "Hausa"],
    ["he", "עברית"],
    ["hi", "हिन्दी"],
    ["ig", "Igbo"],
    ["it", "Italiano"],
    ["ja", "日本語"],
    ["la", "Latina"],
    ["pcm", "Naijá"],
    ["pt", "Português"],
    ["ru", "Русский"],
    ["sw", "Kiswahili"],
    ["tr", "Türkçe"],
    ["ur", "اردو"],
    ["yo", "Yorùbá"],
]


class Row(NamedTuple):
    extension: str
    tags: dict
    options: object = True


_SPEECH = {"lang", "dir"}

MARKUP = [
    Row("Paragraph", {"p": _SPEECH}),
    Row("Heading", {"h2": _SPEECH, "h3": _SPEECH}, {"levels": [2, 3]}),
    Row("BulletList", {"ul": _SPEECH}),
    Row("OrderedList", {"ol": _SPEECH | {"start"}}, {"enableListAttributes": False}),
    Row("ListItem", {"li": _SPEECH}),
    Row("Blockquote", {"blockquote": _SPEECH}),
    Row("HorizontalRule", {"hr": set()}),
    Row("HardBreak", {"br": set()}),
    Row("Bold", {"strong": set()}),
    Row("Italic", {"em": set()}),
    Row("Superscript", {"sup": set()}),
    Row("Subscript", {"sub": set()}),
    Row("Link", {"a": {"href"}}, {"enableTarget": False, "protocols": sorted(LINK_SCHEMES)}),
    Row("Lang", {"span": _SPEECH}, {"languages": LANGUAGES}),
    Row("Figure", {"figure": {"data-gallery", *INSERTS}}, {"pickerUrl": PICKER_URL}),
    Row("Image", {"img": {"src", "alt", "role"}}),
    Row("Caption", {"figcaption": _SPEECH}),
    Row("Gallery", {}, {"pickerUrl": PICKER_URL}),
    Row("Insert", {}, {"pickerUrl": FILE_PICKER_URL, "titleUrl": FILE_TITLE_URL, "findUrl": FIND_EMBED_URL}),
    Row("PullQuote", {"aside": _SPEECH | {"class"}}),
    Row("Table", {"table": _SPEECH, "caption": set(), "thead": set(), "tbody": set()}),
    Row("TableRow", {"tr": set()}),
    Row("TableHeader", {"th": _SPEECH | {"scope"}}),
    Row("TableCell", {"td": _SPEECH}),
]
# What the editor does without writing a tag.
BEHAVIOUR = {
    "Document": True,
    "Text": True,
    "Dropcursor": True,
    "Gapcursor": True,
    "History": True,
    "BlockLanguage": True,
    "PasteCleaner": True,
    "EditorName": True,
    "PlainText": True,
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "inserts"},
            {"group": "table"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "language"},
            {"group": "history"},
        ]
    },
}
EXTENSIONS = {row.extension: row.options for row in MARKUP} | BEHAVIOUR
ALLOWED = {tag: attributes for row in MARKUP for tag, attributes in row.tags.items()}

LONGEST_ADDRESS = 1000

_KEY = re.compile("[1-9][0-9]{0,17}")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


def _is_link(value):
    head, colon, _ = value.partition(":")
    is_relative = not colon or bool(re.search("[/?#]", head))
    return bool(value) and (is_relative or head.lower() in LINK_SCHEMES)


_VALUES = {
    "lang": _LANGUAGE_TAG.fullmatch,
    "dir": {"ltr", "rtl", "auto"}.__contains__,
    "start": re.compile(r"[1-9][0-9]{0,3}").fullmatch,
    "class": {PULL_QUOTE}.__contains__,
    "scope": {"col", "row"}.__contains__,
    "data-gallery": {""}.__contains__,
    FILE: _KEY.fullmatch,
    AUDIO: _KEY.fullmatch,
    EMBED: lambda value: len(value) <= LONGEST_ADDRESS and bool(EMBED_ADDRESS.fullmatch(value)),
    "src": PICTURE_SOURCE.fullmatch,
    "href": _is_link,
    "alt": lambda value: True,
    "role": {DECORATIVE}.__contains__,
}


def is_allowed(tag, attribute, value):
    """Return whether the tag may carry the attribute with this value."""
    return attribute in ALLOWED.get(tag, ()) and bool(_VALUES[attribute](value))
