"""Editions as cards: what front page, lists and related stories show of each."""

from django.utils.translation import get_language

from newsroom.publication.localtext import in_language


def dress(editions):
    """Give each edition what its card prints besides its own fields, in the reader's language; return them as a list.

    ``language_name`` is empty where the story is in the reader's language, and so needs no mention.
    """
    editions = list(editions)
    interface = get_language()
    for edition in editions:
        edition.url = edition.get_absolute_url()
        if edition.lead_picture and edition.lead_picture.is_pulled:
            edition.lead_picture = None  # Of this card, not of the edition: it is never saved.
        edition.section_name = in_language(edition.section.name)
        if edition.language == interface:
            edition.language_name = ""
    return editions
