"""Makes the file that a newsroom hands to a lawyer: what readers were shown at a time, and the proof."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles.operations.evidence import archive, timeline
from articles.views.story import pages_of
from newsroom.publication.models import Publication, PublicationMissing

WIDTH = 40


class Command(BaseCommand):
    help = "Makes a zip of what readers of a story were shown at a time, who checked it, and the proof."

    def add_arguments(self, parser):
        parser.add_argument("story", help="The story's number, or a public address of it.")
        parser.add_argument(
            "--at",
            metavar="TIME",
            help="Such as 2026-11-23T18:30, in the publication's time zone, or with an offset (default: now).",
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="Where to write it (default: here, by its names).")

    def handle(self, *, story, at, out, **options):
        try:
            publication = Publication.current()
            time = _moment(at, publication.zone)
            story = timeline.find(story, time)
            edition = archive.edition_at(story, time, publication)
        except (PublicationMissing, timeline.NoEvidence) as refusal:
            raise CommandError(str(refusal)) from None
        out = out or Path(f"evidence-{story.pk}-{time.astimezone(publication.zone):%Y%m%dT%H%M%S}.zip")
        if out.exists():
            raise CommandError(f"{out} is there already. Name another file with --out, or remove it.")
        self._line("Pages")
        pages = pages_of(edition, publication)
        content = archive.make(edition, time, publication, pages, progress=self._line)
        self._line("")
        event = self._write(out, edition, time, content)
        self.stdout.write(
            f"{out} holds edition {edition.number} of story {story.pk}, which readers were shown on "
            f"{archive.in_words(time, publication.zone)}. SHA-256: {event.data['sha256']}. Recorded as event "
            f"{event.seq}. Begin with index.html. It holds names and internal notes."
        )

    def _write(self, out, edition, time, content):
        """Write the file and record it, or do neither."""
        try:
            with transaction.atomic():
                event = archive.note(edition, time, content)
                with out.open("xb") as file:
                    file.write(content)
        except OSError as failure:
            raise CommandError(f"{out} cannot be written: {failure.strerror}. Name another file with --out.") from None
        return event

    def _line(self, words):
        if self.stderr.isatty():
            self.stderr.write(f"\r{words:<{WIDTH}}\r{words}", ending="")


def _moment(text, zone):
    """Return the moment that a text names, in the zone where it names none; refuse what is not one moment."""
    if text is None:
        return timezone.now()
    shape = "Write it as 2026-11-23T18:30, or with its distance from UTC, as 2026-11-23T18:30+01:00."
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--at: “{text}” is no time. {shape}") from None
    if len(text) <= len("2026-11-23"):
        raise CommandError(f"--at: “{text}” has no time of day. {shape}")
    if time.tzinfo is None:
        time = time.replace(tzinfo=zone)
        if time.utcoffset() != time.replace(fold=1).utcoffset():
            raise CommandError(
                f"--at: the clocks of {zone.key} were changed at “{text}”, so it is no one moment. {shape}"
            )
    if time > timezone.now():
        raise CommandError(f"--at: “{text}” is yet to come.")
    return time
