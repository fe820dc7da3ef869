"""Looks after the picture library's files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.media import vocabulary
from newsroom.media.detection import private, words
from newsroom.media.detection.runner import detect_safely
from newsroom.media.models import Picture
from newsroom.media.operations import files, rendering, sweeping

BAR = 30


class Command(BaseCommand):
    help = "Looks after the picture library’s files: render makes public sizes, sweep removes orphans, verify explains."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        render = deeds.add_parser("render", help="Make the public sizes that are missing or out of date.")
        render.add_argument("--all", action="store_true", help="Make every public size anew.")
        sweep = deeds.add_parser("sweep", help="List files that no picture needs.")
        sweep.add_argument("--remove", action="store_true", help="Remove them.")
        verify = deeds.add_parser("verify", help="Say in words what a file carries.")
        verify.add_argument("what", metavar="FILE|PICTURE", help="A file, or the number of a picture in the library.")

    def handle(self, *, deed, **options):
        getattr(self, f"_{deed}")(options)

    def _render(self, options):
        pictures = Picture.objects.order_by("pk")
        every = pictures.iterator(chunk_size=500)
        waiting = [picture.pk for picture in every if options["all"] or not rendering.is_complete(picture)]
        made = 0
        for number, pk in enumerate(waiting, 1):
            picture = rendering.render(Picture(pk=pk), anew=options["all"])
            made += bool(picture and picture.state == "ready")
            self._show_progress(number, len(waiting))
        self.stdout.write(f"{made} of {len(waiting)} pictures were made.")
        if failed := list(pictures.filter(pk__in=waiting, state="failed").values_list("pk", flat=True)):
            raise CommandError(f"These cannot be made, and need their file again: {', '.join(map(str, failed))}.")

    def _show_progress(self, number, count):
        done = BAR * number // count
        bar = f"\r[{'#' * done}{'.' * (BAR - done)}] {number} of {count}"
        self.stdout.write(bar, ending="\n" if number == count else "")
        self.stdout.flush()

    def _sweep(self, options):
        found = 0
        for shelf, name in sweeping.orphans():
            found += 1
            self.stdout.write(name)
            if options["remove"]:
                shelf.storage.delete(name)
        what_now = "removed" if options["remove"] else "found; --remove removes them"
        self.stdout.write(f"{found} files that no picture needs: {what_now}." if found else "No file is left over.")

    def _verify(self, options):
        what = options["what"]
        if Path(what).is_file():
            self._explain(Path(what).read_bytes())
            return
        picture = Picture.objects.filter(pk=what).first() if what.isdecimal() else None
        if not picture:
            raise CommandError(f"“{what}” is neither a file here nor the number of a picture in the library.")
        self.stdout.write(f"Picture {picture.pk}: {picture}")
        self.stdout.write(f"Declared: {vocabulary.name(picture.origin)}.")
        if picture.conflict:
            self.stdout.write("The file speaks against that, and nobody has decided otherwise: it cannot be published.")
        if picture.override_reason:
            self.stdout.write(f"Decided against the marks in the file: {picture.override_reason}")
        self.stdout.write("The original as it came:")
        self._explain(files.read(files.private_shelf(), picture.file.name))
        shown = picture.renditions.get("lead") or picture.renditions.get("body")
        if shown:
            self.stdout.write("A public file of it:")
            self._explain(files.read(files.shelf_of(picture), shown[-1]["name"]))

    def _explain(self, data):
        detection = detect_safely(data, anchors=settings.PICTURE_ANCHORS)
        for line in [*words.describe(detection), private.describe(data)]:
            self.stdout.write(f"  {line}")
