"""What goes with a hidden story: the pictures and files that nothing else shows. They come back with it.

What went along was pulled at the very moment at which its story was hidden; that is how it is known again.
"""

import logging

from articles.operations import freezing, reach
from newsroom.media.operations import pulling

logger = logging.getLogger(__name__)
REASON = "It went with a story that was hidden; “Show again” puts it back."


def take(editions, *, actor, now):
    """Pull what stands in editions that readers no longer see, where nothing else shows it; return (gone, left).

    A picture whose files cannot be moved is left, so that hiding never waits for it.
    """
    gone, left = [], []
    for item in {item: None for edition in editions for item in _used(edition)}:
        if item.is_pulled or not actor.has_perm(pulling.permission(item)) or reach.is_elsewhere(item):
            continue
        try:
            gone.append(pulling.pull(item, actor=actor, reason=REASON, now=now))
        except Exception:
            logger.exception("%r could not go with a hidden story.", item)
            left.append(item)
    return gone, left


def put_back(edition, hidden_at, *, actor):
    """Put back what went along when the edition's story was hidden at that moment."""
    if hidden_at is None:
        return
    for item in _used(edition):
        if item.pulled_at == hidden_at and actor.has_perm(pulling.permission(item)):
            restored = pulling.restore(item, actor=actor)
            if edition.lead_picture == restored:
                edition.lead_picture = restored


def _used(edition):
    return [*freezing.used_pictures(edition), *freezing.used_files(edition)]
