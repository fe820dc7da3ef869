"""Makes the public files of pictures: what a page needs within the deed, the rest soon after, in turn."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from newsroom import tick
from newsroom.media import labels, plan, renditions, xmp
from newsroom.media.models import Picture, originals
from newsroom.media.operations import files
from newsroom.media.specs import AT_ONCE

logger = logging.getLogger(__name__)
# How long a process may take for one picture before another takes it up.
CLAIM = timedelta(minutes=10)


def basis_of(picture):
    """Return all that the picture's public files are made of."""
    size = picture.width, picture.height
    label_texts = labels.texts(picture.label_key)
    return plan.Basis(picture.file.name, *size, picture.focal_point, xmp.packet(picture), label_texts)


def renew(picture, *, reading=None, complete=False):
    """Bring the list of files in line with what is known of the picture, and return those that are new.

    What shows the wrong image leaves the list, and what every page needs is made at once; the rest waits for its turn
    unless ``complete``. The caller stores files and row.
    """
    basis = basis_of(picture)
    wanted = plan.tasks(basis)
    shown = plan.current(picture.renditions, wanted)
    now = plan.missing(shown, wanted) if complete else _needed_at_once(shown, wanted)
    made = renditions.make(reading or read_original(picture), basis, now) if now else []
    picture.renditions = plan.joined(shown, [(one.task, one.name) for one in made])
    picture.state = "pending" if plan.missing(picture.renditions, wanted) else "ready"
    picture.claimed_until = None
    return made


def read_original(picture):
    """Return the picture's original, decoded."""
    with originals().open(picture.file.name) as original:
        return renditions.read(original)


def follow_up(picture):
    """Have the files that are still to be made made right after the deed, where a web process runs."""
    if picture.state == "pending":
        transaction.on_commit(tick.wake)


def is_complete(picture):
    """Return whether every public file of the picture is there as it should be."""
    return not plan.missing(_there(picture), plan.tasks(basis_of(picture)))


def render_next():
    """Make the files of one waiting picture; return whether there was one. Two processes never take the same."""
    waiting = Picture.objects.filter(_unclaimed(timezone.now()), state="pending", pulled_at=None)
    picture = waiting.order_by("pk").first()
    if not picture:
        return False
    render(picture)
    return True


def render(picture, *, anew=False, threads=1):
    """Make the public files that a picture lacks (or ``anew`` all of them); return None where another process does."""
    until = timezone.now() + CLAIM
    claimed = Picture.objects.filter(_unclaimed(timezone.now()), pk=picture.pk).update(claimed_until=until)
    if not claimed:
        return None
    try:
        return _complete(Picture.objects.get(pk=picture.pk), anew, threads)
    except Picture.DoesNotExist:
        return None
    except DatabaseError:
        Picture.objects.filter(pk=picture.pk, claimed_until=until).update(claimed_until=None)
        raise
    except Exception as error:
        words = error.messages[0] if isinstance(error, ValidationError) else error
        logger.exception("The public sizes of picture %s cannot be made: %s", picture.pk, words)
        Picture.objects.filter(pk=picture.pk, claimed_until=until).update(state="failed", claimed_until=None)
        return None


def _needed_at_once(shown, wanted):
    return [task for task in plan.unshowable(shown, wanted) if task.format == AT_ONCE]


def _there(picture):
    return files.present(files.shelf_of(picture), picture.renditions)


def _unclaimed(now):
    return Q(claimed_until=None) | Q(claimed_until__lt=now)


def _complete(picture, anew, threads):
    basis = basis_of(picture)
    todo = plan.tasks(basis) if anew else plan.missing(_there(picture), plan.tasks(basis))
    made = renditions.make(read_original(picture), basis, todo, threads=threads) if todo else []
    with files.written_or_nothing() as write:
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        old, shelf = current.rendition_names, files.shelf_of(current)
        wanted = plan.tasks(basis_of(current))  # The picture may have changed while its files were made.
        useful = [one for one in made if one.task in wanted]
        for one in useful:
            write(shelf, one.name, one.data)
        shown = plan.current(current.renditions, wanted)
        current.renditions = plan.joined(shown, [(one.task, one.name) for one in useful])
        current.state = "pending" if plan.missing(current.renditions, wanted) else "ready"
        current.claimed_until = None
        current.save(update_fields=["renditions", "state", "claimed_until"])
        files.remove_on_commit(shelf, old - current.rendition_names)
    return current
