"""The pictures of a hidden story: those that nothing else shows go with it, and come back with it.

A picture that went along was pulled at the very moment at which its story was hidden; that is how it is known again.
"""

import logging

from articles.operations import freezing, reach
from newsroom.media.operations import pulling

logger = logging.getLogger(__name__)
PERMISSION = "media.pull_picture"
REASON = "It went with a story that was hidden; “Show again” puts it back."


def take_along(editions, *, actor, now):
    """Pull the pictures of editions that readers no longer see, where nothing else shows them; return (gone, left).

    A picture whose files cannot be moved is left, so that hiding never waits for it.
    """
    gone, left = [], []
    if not actor.has_perm(PERMISSION):
        return gone, left
    used = {picture.pk: picture for edition in editions for picture in freezing.used_pictures(edition)}
    for picture in used.values():
        if picture.is_pulled or reach.is_elsewhere(picture):
            continue
        try:
            gone.append(pulling.pull(picture, actor=actor, reason=REASON, now=now))
        except Exception:
            logger.exception("Picture %s could not go with a hidden story.", picture.pk)
            left.append(picture)
    return gone, left


def put_back(edition, hidden_at, *, actor):
    """Put back the pictures of an edition that went along when its story was hidden at that moment."""
    if hidden_at is None or not actor.has_perm(PERMISSION):
        return
    for picture in freezing.used_pictures(edition):
        if picture.pulled_at == hidden_at:
            restored = pulling.restore(picture, actor=actor)
            if edition.lead_picture_id == restored.pk:
                edition.lead_picture = restored
