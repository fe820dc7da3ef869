"""An original and its translation beside each other: which pieces belong together, and what came back of them."""

from difflib import SequenceMatcher
from typing import NamedTuple

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from articles.admin import contents
from articles.admin.differences import by_words
from articles.models import Story
from articles.models.text import nfc_line, nfc_text
from articles.operations import revisions
from articles.operations.translating import is_same_words
from newsroom import richtext
from newsroom.richtext import BodyWidget
from newsroom.richtext.markup import EXTENSIONS

# The texts around the body, with the lead picture's last.
LINES = {"headline": "Headline", "standfirst": "Standfirst", "summary": "Summary"}
LEAD = {"lead_alt": "Alternative text of the lead picture", "lead_caption": "Caption of the lead picture"}
SOURCES = "Sources, one a line: what it is, then its address"
# Asked for even where both are empty.
ALWAYS = ["headline", "standfirst"]
MOST_PIECES = 2000
# What leaving a piece without a partner costs, where one that fits exactly costs nothing.
ALONE = 0.6


class BlockWidget(BodyWidget):
    """The editor for one block, without the menus of a whole text."""

    def get_config(self):
        kept = {name: options for name, options in EXTENSIONS.items() if name not in {"Menu", "PlainText"}}
        return super().get_config() | {"extensions": kept}


class Row(NamedTuple):
    """A piece of the original and what stands for it in the translation.

    ``left`` is the original's, as text or safe markup, ``alts`` the alternative texts in it. ``state`` says what became
    of it since the two were last held against each other: "same", "changed", "new", "gone", or "own" for what the
    translation alone has; ``runs`` says so by words. ``boxes`` are what one writes in, ``kept`` the markup around them.
    """

    name: str
    label: str
    left: str
    alts: list
    runs: list
    state: str
    boxes: list
    kept: str
    is_untranslated: bool


def rows(words, held, found, attrs):
    """Return the rows for an original's ``words``, those ``held`` against last (or None), and a translation's boxes.

    ``attrs`` are the language and direction of the translation, for what one writes in.
    """
    names = LINES | (LEAD if found["lead_picture"] else {})
    lines = [
        _line(name, label, words, held, found[name])
        for name, label in names.items()
        if name in ALWAYS or getattr(words, name) or found[name]
    ]
    body = _body(words.body, held.body if held else None, found["body"], attrs)
    return [*lines[:2], *body, *lines[2:], *_sources(words, held, found.get("sources", ""))]


def written(post):
    """Return the boxes that came back from the screen, ``body`` in one again."""
    found = {name: nfc_line(post[name]) for name in (*LINES, *LEAD) if name in post}
    found |= {"sources": nfc_text(post["sources"])} if "sources" in post else {}
    total, markup = min(contents.key_of(post.get("pieces", "")) or 0, MOST_PIECES), []
    for number in range(total):
        name = f"piece-{number}"
        if f"{name}-drop" in post:
            continue
        html = BodyWidget().value_from_datadict(post, {}, name) if name in post else ""
        told = zip(post.getlist(f"{name}-alt"), post.getlist(f"{name}-caption"), strict=False)
        markup.append(richtext.with_told(html, list(told)) if f"{name}-caption" in post else html)
    return found | {"body": richtext.joined(markup)}


def whole_form(story, post):
    """Return what came back from the screen as the whole story form would have posted it."""
    form = QueryDict(mutable=True)
    found = contents.kept(revisions.content(story)) | written(post)
    contents.post_over(form, found, contents.LABELS, story)
    form["opened_version"] = post.get("opened_version", "")
    form["csrfmiddlewaretoken"] = post.get("csrfmiddlewaretoken", "")
    return form


def too_long(found):
    """Yield (name, sentence) for each text that has no room in its column, and for a headline that is missing."""
    if not found.get("headline"):
        yield "headline", "A draft needs a headline: write one."
    for name, label in (LINES | LEAD).items():
        most = Story._meta.get_field(name).max_length
        if len(found.get(name, "")) > most:
            yield name, f"{label}: {len(found[name])} characters, and at most {most} fit. Shorten it."


def _line(name, label, words, held, ours):
    theirs = getattr(words, name)
    runs = _changes(getattr(held, name), theirs) if held else []
    box = {"name": name, "id": f"id_{name}", "label": label, "value": ours}
    box["most"] = Story._meta.get_field(name).max_length
    state = "changed" if runs else "same"
    return Row(name, label, theirs, [], runs, state, [box], "", is_same_words(theirs, ours))


def _sources(words, held, ours):
    """Yield the row of the sources, where either has any. One may be called the same in every language, so none counts
    as untranslated."""
    theirs = contents.source_lines(words.sources)
    if not (theirs or ours):
        return
    was = contents.source_lines(held.sources) if held else theirs
    runs = by_words(" ".join(was), theirs or [""]) if was != theirs else []
    left = format_html_join(mark_safe("<br>"), "{}", ((line,) for line in theirs))
    box = {
        "name": "sources",
        "id": "id_sources",
        "label": SOURCES,
        "value": ours,
        "rows": max(len(theirs), len(ours.splitlines())) + 1,
    }
    yield Row("sources", SOURCES, left, [], runs, "changed" if runs else "same", [box], "", False)


def _body(theirs, held, ours, attrs):
    """Return the rows of a body: the original's pieces in order, what is gone from it, and what only the other has."""
    live, mine = richtext.pieces(theirs), richtext.pieces(ours)
    was = richtext.pieces(held) if held is not None else live
    partners, found, placed = dict(_aligned(was, mine)), [], 0
    for before, after in _since(was, live):
        own = partners.get(before)
        if own is not None:
            found += [(None, None, piece) for piece in mine[placed:own]]
            placed = own + 1
        elif after is None:
            continue
        found.append(
            (
                None if before is None else was[before],
                None if after is None else live[after],
                None if own is None else mine[own],
            )
        )
    found += [(None, None, piece) for piece in mine[placed:]]
    return [_piece_row(f"piece-{number}", *three, attrs) for number, three in enumerate(found)]


def _piece_row(name, old, new, own, attrs):
    label = _label(new or old or own)
    if new is None:
        state = "own" if old is None else "gone"
    else:
        state = "new" if old is None else "same" if old.html == new.html else "changed"
    runs = _changes(_said(old), _said(new)) if state in {"changed", "new", "gone"} else []
    left = mark_safe(richtext.clean(new.html)) if new else ""
    alts = [told.alt for told in new.told if told.alt] if new else []
    kept, boxes = _boxes(name, label, own or new, own, attrs)
    same = bool(new and own) and is_same_words(_said(new), _said(own))
    return Row(name, label, left, alts, runs, state, boxes, kept, same)


def _changes(was, now):
    return by_words(was, [now]) if was.split() != now.split() else []


def _boxes(name, label, piece, own, attrs):
    """Return the markup that stays as it is, and the boxes one writes in."""
    if piece.is_words:
        value = richtext.as_typed(own.html) if own else ""
        editor = BlockWidget(attrs | {"rows": _lines(piece.text), "id": f"id_{name}", "aria-label": label})
        read = mark_safe(richtext.clean(own.html)) if own else ""
        return "", [{"name": name, "label": label, "editor": editor.render(name, value), "read": read}]
    boxes = []
    for place, told in enumerate(piece.told, 1):
        which = f" {place}" if len(piece.told) > 1 else ""
        for what, words, value in (("alt", "Alternative text", told.alt), ("caption", "Caption", told.caption)):
            # Its place among the boxes of a name counts, so what has no alternative text keeps an empty one.
            box = {"name": f"{name}-{what}", "id": f"id_{name}-{what}-{place}", "label": f"{words}{which}"}
            boxes.append(box | {"value": value or "", "is_hidden": value is None})
    return piece.html, boxes


def _lines(text):
    return max(2, min(12, len(text) // 60 + 1))


def _said(piece):
    """Return all words of a piece, those of its pictures too."""
    told = [text for told in piece.told for text in (told.alt, told.caption)] if piece else []
    return " ".join(filter(None, [piece.text, *told])) if piece else ""


def _label(piece):
    names = {"p": "Paragraph", "h2": "Heading", "h3": "Smaller heading", "ul": "List", "ol": "List", "table": "Table"}
    names |= {"blockquote": "Quotation", "aside": "Pull quote", "figure": "Picture or file", "hr": "Dividing line"}
    return names.get(piece.kind.split()[0], "Text")


def _since(was, live):
    """Yield (place before, place now) for each piece of what was and is, in the order of what is; None for neither."""
    matcher = SequenceMatcher(None, [piece.html for piece in was], [piece.html for piece in live], autojunk=False)
    for tag, i, j, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(start, end), strict=True)
            continue
        for before, after in _aligned(was[i:j], live[start:end], both=True):
            yield None if before is None else before + i, None if after is None else after + start


def _aligned(one, other, *, both=False):
    """Pair the pieces of two bodies in order, those of one kind whose lengths fit best; yield (place, place).

    ``both``: yield those without a partner too, beside None.
    """
    if [piece.kind for piece in one] == [piece.kind for piece in other]:
        yield from ((number, number) for number in range(len(one)))
        return
    costs = _costs(one, other)
    i, j, found = len(one), len(other), []
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _cost(one[i - 1], other[j - 1]):
            i, j = i - 1, j - 1
            found.append((i, j))
        elif i and costs[i][j] == costs[i - 1][j] + ALONE:
            i -= 1
            found.append((i, None))
        else:
            j -= 1
            found.append((None, j))
    yield from (pair for pair in reversed(found) if both or None not in pair)


def _costs(one, other):
    """Return the least cost of pairing the first i pieces of one with the first j of the other, for every i and j."""
    costs = [[ALONE * j for j in range(len(other) + 1)]]
    for i, piece in enumerate(one, 1):
        row = [ALONE * i]
        for j, partner in enumerate(other, 1):
            pairing = costs[i - 1][j - 1] + _cost(piece, partner)
            row.append(min(pairing, costs[i - 1][j] + ALONE, row[j - 1] + ALONE))
        costs.append(row)
    return costs


def _cost(one, other):
    if one.kind != other.kind:
        return 2 * ALONE + 1
    lengths = sorted([len(one.text) + 20, len(other.text) + 20])
    return 1 - lengths[0] / lengths[1]
