"""Checks the audit record, or writes it or its daily heads out."""

from argparse import ArgumentTypeError
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from newsroom.audit import export, saved
from newsroom.audit.models import DailyHead, Event, Head
from newsroom.audit.operations import heads, verifying
from newsroom.progress import bar

WRITERS = {"json": export.write_json, "csv": export.write_csv}


class Command(BaseCommand):
    help = (
        "Checks the audit record from its first event (verify), or writes it (export) or its daily heads (heads) out."
    )

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        check = deeds.add_parser(
            "verify", help="Say whether every event is as it was written; exit with 1 where one is not."
        )
        check.add_argument(
            "--against",
            type=Path,
            metavar="FILE",
            help="Daily heads that were saved elsewhere: show a rewritten chain.",
        )
        deeds.add_parser(
            "heads", help="Write every daily head to standard output, one in a line, to be kept elsewhere."
        )
        out = deeds.add_parser("export", help="Write events to standard output.")
        out.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help="The first day, in UTC.")
        out.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD", help="The last day, included.")
        out.add_argument(
            "--format", choices=WRITERS, default="json", help="json can be verified; csv reads in a table."
        )

    def handle(self, *, deed, **options):
        if deed == "verify":
            self._verify(options["against"])
        elif deed == "heads":
            self._heads()
        else:
            self._export(options["first"], options["last"], options["format"])

    def _verify(self, against):
        try:
            kept = saved.read(against) if against else []
        except saved.Unreadable as refusal:
            raise CommandError(str(refusal)) from None
        problems = verifying.verify(saved=kept, progress=self._bar)
        if problems:
            raise CommandError(
                "\n".join(["The audit record, or something it tells of, is not as it was written.", *problems])
            )
        head = Head.objects.first() or Head()
        self.stdout.write(f"The audit record is whole: {head.seq:,} events. Its last hash is {head.hash}")
        for note in verifying.clocks_that_went_back():
            self.stdout.write(note)
        if kept:
            self.stdout.write(f"It is the record that was saved in {against}; heads compared: {len(kept):,}")

    def _heads(self):
        heads.record_due()
        for head in DailyHead.objects.order_by("date").iterator():
            self.stdout.write(head.as_json)

    def _export(self, first, last, form):
        if first and last and first > last:
            raise CommandError("--from is after --to. Give the earlier day to --from.")
        events = Event.objects.order_by("seq").prefetch_related("secrets")
        if first:
            events = events.filter(at__gte=datetime.combine(first, time.min, UTC))
        if last:
            events = events.filter(at__lt=datetime.combine(last + timedelta(days=1), time.min, UTC))
        self.stdout.ending = ""
        WRITERS[form](events.iterator(chunk_size=verifying.CHUNK), self.stdout)

    def _bar(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(bar(done, total), ending="\n" if done == total else "")


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day. Write it as 2026-11-23.") from None
