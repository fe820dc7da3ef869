"""What a corrected origin of a picture means for the stories that readers see it in."""

from django.db.models import Q
from django.utils.translation import gettext, override

from articles.models import Edition
from articles.operations import publishing
from newsroom.media import vocabulary


def relabel_picture(picture, old, actor, reason):
    """Publish every live story that shows the picture again, each with a public note on its label.

    ``old`` is the origin before. It runs in the transaction that corrects the picture: every story has its note, or
    the picture keeps its old label. Nothing is said where the label stays the same.
    """
    before, after = vocabulary.label_key(old), picture.label_key
    if before == after:
        return
    shown = Q(lead_picture=picture) | Q(body_pictures__picture=picture)
    for edition in Edition.objects.live().filter(shown).distinct():
        with override(edition.language):
            note = _note(vocabulary.LABELS.get(before), vocabulary.LABELS.get(after))
        publishing.reissue(edition, note=note, actor=actor)


def _note(before, after):
    if not before:
        return gettext("A picture in this story was first published without its label: %(label)s.") % {"label": after}
    if not after:
        return gettext("A picture in this story was first labelled “%(label)s”. It needs no label.") % {"label": before}
    return gettext("A picture in this story was first labelled “%(before)s”. Its label is: %(after)s.") % {
        "before": before,
        "after": after,
    }
