"""Rich text: one list of allowed markup, the editor for it, and the sanitiser that holds everyone to it."""

from newsroom.richtext.field import BodyField, BodyFormField, BodyWidget
from newsroom.richtext.pieces import as_typed, joined, pieces, with_told
from newsroom.richtext.rendering import render
from newsroom.richtext.sanitiser import (
    attachment_ids,
    clean,
    embed_addresses,
    figures,
    from_text,
    inserts,
    link_addresses,
    paragraphs,
    picture_ids,
    plain_text,
    with_alts,
    without_pictures,
)

__all__ = [
    "BodyField",
    "BodyFormField",
    "BodyWidget",
    "as_typed",
    "attachment_ids",
    "clean",
    "embed_addresses",
    "figures",
    "from_text",
    "inserts",
    "joined",
    "link_addresses",
    "paragraphs",
    "picture_ids",
    "pieces",
    "plain_text",
    "render",
    "with_alts",
    "with_told",
    "without_pictures",
]
