"""Shows a body to readers."""

from itertools import count
from typing import NamedTuple

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from newsroom.media import embeds
from newsroom.richtext.document import Figure, Gallery, Insert
from newsroom.richtext.markup import AUDIO, EMBED
from newsroom.richtext.sanitiser import blocks, strict
from newsroom.richtext.tables import Table
from newsroom.untranslated import marked


def render(html, pictures, sizes="", *, attachments=None, link_rel="", caption_level="", is_elsewhere=False):
    """Return the body for a page: cleaned again, each figure replaced by its component.

    ``pictures`` and ``attachments`` map keys to rows; a figure whose row is not among them, or whose picture has no
    public file, is left out. ``sizes`` is the width at which figures are shown, where it is not that of a story's text
    column. ``link_rel`` is what every link says of itself, ``caption_level`` what machines are told of AI in the
    captions; "" for nothing. ``is_elsewhere`` is for what leaves the site: pictures that need a label have it in the
    file and in their words, and what cannot be shown there is a link.
    """
    said = _Said(pictures, attachments or {}, link_rel, count(1), sizes, caption_level, is_elsewhere)
    shown = [_shown(block, said) for block in blocks(html)]
    if any('data-module="embed"' in text for text in shown):
        shown.append(format_html('<script type="module" src="{}"></script>', static("js/components/embed.js")))
    return mark_safe("".join(shown))


class _Said(NamedTuple):
    """What ``render`` was told, and the numbers of the tables."""

    pictures: dict
    attachments: dict
    link_rel: str
    numbers: count
    sizes: str
    caption_level: str
    is_elsewhere: bool

    def shown(self, component, **context):
        context |= {"caption_level": self.caption_level, "is_elsewhere": self.is_elsewhere, "link_rel": self.link_rel}
        return marked(lambda: render_to_string(f"components/{component}.html", context))

    def captioned(self, block):
        """Return the caption for a component: its words as safe HTML, and the language they are in."""
        caption = block.caption
        return {
            "caption": caption and mark_safe(strict(caption.inner_html, self.link_rel)),
            "caption_lang": caption and caption.attributes.get("lang", ""),
            "caption_dir": caption and caption.attributes.get("dir", ""),
        }


def _shown(block, said):
    show = _COMPONENTS.get(type(block))
    return show(block, said) if show else strict(block.html, said.link_rel)


def _figure(figure, said):
    picture = said.pictures.get(figure.picture_id)
    if not picture or not picture.image("body"):
        return ""
    words = {"picture": picture, "alt": figure.used_alt(picture), "sizes": said.sizes}
    return said.shown("figure", **words, **said.captioned(figure))


def _gallery(gallery, said):
    figures = [shown for figure in gallery.figures if (shown := _figure(figure, said))]
    if said.is_elsewhere or len(figures) < 2:
        return "".join(figures)
    return said.shown("gallery", figures=[mark_safe(figure) for figure in figures])


def _table(table, said):
    html = mark_safe(strict(table.html, said.link_rel))
    if said.is_elsewhere:
        return html
    name = table.caption.text if table.caption else ""
    return said.shown("table", table=html, name=name, number=next(said.numbers))


def _insert(insert, said):
    words = said.captioned(insert)
    title = insert.caption.text if insert.caption else ""
    if insert.kind == EMBED:
        return said.shown("embed", address=insert.key, embed=embeds.find(insert.key), title=title, **words)
    attachment = said.attachments.get(int(insert.key))
    if not attachment:
        return ""
    is_heard = insert.kind == AUDIO and attachment.is_audio and not said.is_elsewhere
    return said.shown("audio" if is_heard else "file", attachment=attachment, title=title, **words)


_COMPONENTS = {Figure: _figure, Gallery: _gallery, Table: _table, Insert: _insert}
