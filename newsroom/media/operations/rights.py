"""Which pictures that readers see may soon be used no longer."""

from typing import NamedTuple

from django.db.models import Q

from newsroom.media import hooks
from newsroom.media.models import RIGHTS_NOTICE, Picture

MOST = 100


class Ending(NamedTuple):
    """A picture whose rights end, whether they have, and its uses as (label, address of the form)."""

    picture: Picture
    is_over: bool
    uses: list


def shown_ending(user, today):
    """Return the pictures that readers see whose rights end soon or have ended, the first to end first, at most
    ``MOST``; their uses are those that the user may see."""
    shown = Q()
    for keys in hooks.shown:
        shown |= Q(pk__in=keys())
    if not shown:
        return []
    ending = Picture.objects.rights_ending(today + RIGHTS_NOTICE).filter(shown, pulled_at=None)[:MOST]
    return [Ending(picture, picture.is_out_of_date(today), hooks.where_used(picture, user)) for picture in ending]
