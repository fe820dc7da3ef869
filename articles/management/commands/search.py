"""Makes the indexes of readers' search and of the desk's anew."""

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.operations import finding, searching
from newsroom.progress import bar


class Command(BaseCommand):
    help = "Makes the indexes that readers and the desk search anew from the stories (rebuild)."

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=["rebuild"])

    @transaction.atomic
    def handle(self, *, deed, **options):
        done = searching.rebuild(progress=self._bar)
        self.stdout.write(f"Indexed: {done:,} live stories.")
        done = finding.rebuild(progress=self._bar)
        self.stdout.write(f"Indexed for the desk: {done:,} stories.")

    def _bar(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(bar(done, total), ending="\n" if done == total else "")
