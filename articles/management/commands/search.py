"""Makes readers' search index anew."""

from django.core.management.base import BaseCommand
from django.db import transaction

from articles.operations import searching
from newsroom.progress import bar


class Command(BaseCommand):
    help = "Makes the index that readers search anew from the live stories (rebuild)."

    def add_arguments(self, parser):
        parser.add_argument("deed", choices=["rebuild"])

    @transaction.atomic
    def handle(self, *, deed, **options):
        done = searching.rebuild(progress=self._bar)
        self.stdout.write(f"Indexed: {done:,} live stories.")

    def _bar(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(bar(done, total), ending="\n" if done == total else "")
