"""A story's content as the form's boxes hold it: typed, kept in a revision, or stored now; compared and put in words.

Such a content is a dictionary by the form's names: texts, tag names and keys as strings, people as [author, role].
"""

import json

from articles.admin.disclosure_form import PART_FIELDS
from articles.admin.options import UNSEEN, relatable, shown_headline
from articles.models import AITool, Author, Section
from articles.models.text import nfc_text
from articles.vocabulary import AILevel, BylineRole, Kind
from newsroom import richtext
from newsroom.media.models import Picture
from newsroom.publication import languages
from newsroom.richtext import BodyWidget

SAME_NAME = [
    *("headline", "standfirst", "summary", "kind", "payer", "language", "lead_alt", "lead_caption", "slug"),
    *("ai_role", "translated_from", "ai_reason", "scope_reason", "realistic_reason", "desk_note"),
]
KEYS = {"section": "section_id", "lead_picture": "lead_picture_id", "translation_of": "translation_of_id"}
TICKS = ["lead_is_decorative", "is_public_interest"]
# A form asks for these with a picture from a file, and they are nobody's until it is saved.
OF_A_FILE = ["new_picture_credit", "new_picture_origin", "new_picture_realism"]
INLINES = {"bylines": ("author", "role"), "related_links": ("related",)}
# Every name, with what the desk calls it, in the form's order.
LABELS = {
    "headline": "Headline",
    "standfirst": "Standfirst",
    "body": "Body",
    **{field: "What AI did" if part == "body" else f"What AI did: {part.label}" for part, field in PART_FIELDS.items()},
    "ai_tools": "AI tools",
    "ai_role": "What AI did, in a sentence",
    "translated_from": "AI translated it from",
    "ai_reason": "Why AI did less than was said",
    "is_public_interest": "Of public interest",
    "scope_reason": "Why not of public interest",
    "realistic_reason": "Why an AI picture that looks real",
    "section": "Section",
    "kind": "Kind",
    "payer": "Paid for by",
    "tags": "Tags",
    "language": "Language",
    "translation_of": "Translation of",
    "lead_picture": "Lead picture",
    "lead_alt": "Alternative text of the lead picture",
    "lead_is_decorative": "Lead picture is decorative",
    "lead_caption": "Caption of the lead picture",
    "new_picture_credit": "Credit of a new picture",
    "new_picture_origin": "Origin of a new picture",
    "new_picture_realism": "A new picture, if AI-made",
    "summary": "Summary",
    "sources": "Sources",
    "slug": "Slug",
    "desk_note": "Note for colleagues",
    "bylines": "Byline",
    "related_links": "Related stories",
}


def kept(content):
    """Return a revision's content as the form's boxes would hold it."""
    found = {name: content.get(name) or "" for name in SAME_NAME}
    found |= {name: str(content.get(key) or "") for name, key in KEYS.items()}
    found |= {name: "on" if content.get(name, name == "is_public_interest") else "" for name in TICKS}
    found |= {field: content["levels"].get(part, "") for part, field in PART_FIELDS.items()}
    return (
        found
        | dict.fromkeys(OF_A_FILE, "")
        | {
            "body": content["body"],
            "sources": "\n".join(source_lines(content["sources"])),
            "tags": content["tags"],
            "ai_tools": sorted(str(tool) for tool in content.get("tools", [])),
            "bylines": [[str(author), role] for author, role in content["bylines"]],
            "related_links": [[str(other)] for other in content["related"]],
        }
    )


def source_lines(sources):
    """Return sources as the form's box holds them: one a line, what it is and then its address."""
    return [" ".join(filter(None, [source["text"], source["url"]])) for source in sources]


def typed(post):
    """Return what a browser posted as the form's boxes hold it; nothing is judged and nothing lost."""
    found = {name: nfc_text(post.get(name, "")) for name in LABELS}
    found["body"] = BodyWidget().value_from_datadict(post, {}, "body") or ""
    found |= {name: "on" if post.get(name, "") not in {"", "False", "false"} else "" for name in TICKS}
    found["tags"] = [tag.strip() for tag in post.getlist("tags") if tag.strip()]
    found["ai_tools"] = sorted(post.getlist("ai_tools"))
    return found | {prefix: _rows(post, prefix, names) for prefix, names in INLINES.items()}


def as_content(found):
    """Return boxes as a revision keeps them; what is no key of anything is left out."""
    sources = [line.rpartition(" ") for line in found["sources"].splitlines()]
    return {name: found[name] for name in [*SAME_NAME, "body", "tags"]} | {
        **{key: key_of(found[name]) for name, key in KEYS.items()},
        **{name: bool(found[name]) for name in TICKS},
        "sources": [
            {"text": text or url, "url": url} if "://" in url else {"text": f"{text} {url}".strip(), "url": ""}
            for text, _space, url in sources
        ],
        "levels": {part: found[field] for part, field in PART_FIELDS.items() if found[field] in set(AILevel)},
        "tools": [key for key in map(key_of, found["ai_tools"]) if key],
        "bylines": [[key_of(author), role] for author, role in found["bylines"] if key_of(author)],
        "related": [key_of(other) for (other,) in found["related_links"] if key_of(other)],
    }


def differing(one, other, names=LABELS):
    """Return the names under which two contents differ, in the form's order."""
    return [name for name in LABELS if name in names and _plain(one.get(name)) != _plain(other.get(name))]


def post_over(post, found, names, story):
    """Put these names of a content into posted data, and every row of people and related stories in order.

    Rows that the story has are given back with their keys, others are added, and the rest is marked to be deleted.
    """
    for name in names:
        if name not in INLINES:
            value = found[name]
            post.setlist(name, value if isinstance(value, list) else [value])
            if not value:
                del post[name]
    if "body" in names:
        post.pop("body-format", None)
    for prefix, columns in INLINES.items():
        _post_rows(post, prefix, columns, list(map(tuple, found[prefix])), story)


def said(found, name, user):
    """Return what stands under a name as paragraphs for a person to read; stories by the headline they may read."""
    value = found[name]
    if name == "body":
        figures = richtext.figures(value)
        pictures = [
            f"[Picture {figure.picture_id}: {figure.caption.text if figure.caption else ''}]" for figure in figures
        ]
        return richtext.paragraphs(value) + pictures
    if name == "sources":
        return value.splitlines()
    if name in TICKS:
        return ["Yes" if value else "No"]
    if isinstance(value, list):
        return [word for row in value for word in [_row_in_words(name, row, user)] if word] or []
    if value and name in NAMED:
        return [NAMED[name](value, user)]
    return [value] if value else []


def _row_in_words(name, row, user):
    if name == "bylines":
        author, role = row
        return f"{_named(Author, author)} ({dict(BylineRole.choices).get(role, role)})"
    if name == "related_links":
        return _story(row[0], user)
    return _named(AITool, row) if name == "ai_tools" else row


def _named(model, key, _user=None):
    found = model.objects.filter(pk=key_of(key)).first() if key_of(key) else None
    return str(found) if found else f"gone ({key})"


def _story(key, user):
    found = relatable(user).filter(pk=key_of(key)).first() if key_of(key) else None
    return shown_headline(found, user) if found else UNSEEN


NAMED = {
    "section": lambda key, user: _named(Section, key),
    "lead_picture": lambda key, user: _named(Picture, key),
    "translation_of": _story,
    "kind": lambda value, user: dict(Kind.choices).get(value, value),
    "language": lambda value, user: str(dict(languages.choices()).get(value, value)),
    **{field: (lambda value, user: dict(AILevel.choices).get(value, value)) for field in PART_FIELDS.values()},
}


def _rows(post, prefix, names):
    """Return the rows of an inline in the order that their position boxes say, without those to delete."""
    total, found = key_of(post.get(f"{prefix}-TOTAL_FORMS", "")) or 0, []
    for number in range(min(total, 1000)):
        row = [post.get(f"{prefix}-{number}-{name}", "") for name in names]
        if row[0] and not post.get(f"{prefix}-{number}-DELETE"):
            place = post.get(f"{prefix}-{number}-position", "")
            found.append((key_of(place) or 0, number, row))
    return [row for _place, _number, row in sorted(found)]


def _post_rows(post, prefix, columns, wanted, story):
    for name in [name for name in post if name.startswith(f"{prefix}-")]:
        del post[name]
    stored = list(getattr(story, prefix).all()) if story.pk else []
    rows = []
    for row in stored:
        values = tuple(
            str(row.author_id if name == "author" else row.role if name == "role" else row.related_id)
            for name in columns
        )
        place = wanted.index(values) if values in wanted else None
        rows.append((row.pk, values, place))
    taken = {place for _pk, _values, place in rows}
    rows += [("", values, place) for place, values in enumerate(wanted) if place not in taken]
    post[f"{prefix}-TOTAL_FORMS"], post[f"{prefix}-INITIAL_FORMS"] = str(len(rows)), str(len(stored))
    for number, (pk, values, place) in enumerate(rows):
        typed_row = {"id": pk, "story": story.pk or "", "position": place or 0} | dict(
            zip(columns, values, strict=True)
        )
        if place is None:
            typed_row["DELETE"] = "on"
        for name, value in typed_row.items():
            post[f"{prefix}-{number}-{name}"] = str(value)


def key_of(text):
    """Return text as a key, or None where it is none."""
    # SQLite has no room for a longer key and would fail instead of finding none.
    return int(text) if str(text).isdecimal() and len(str(text)) <= 18 else None


def _plain(value):
    """Return a value as it is compared: white space at line ends means nothing."""
    return (
        json.dumps(value or "", ensure_ascii=False)
        if isinstance(value, list)
        else "\n".join((value or "").splitlines())
    )
