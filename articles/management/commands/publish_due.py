"""Does what is planned and due, mails too: for a system's own clock, beside the one in each web process."""

from django.core.management.base import BaseCommand, CommandError

from articles.operations import mails, scheduling


class Command(BaseCommand):
    help = (
        "Publishes and withdraws what is due and mails what waits, once, and says what it did. Safe to run while the "
        "site does the same."
    )

    def handle(self, **options):
        done = scheduling.do_due()
        self.stdout.write(
            f"Published: {done.published}. Withdrawn: {done.withdrawn}. Given back, see the desk: {done.refused}."
        )
        mailed = mails.send_due()
        if any(mailed):
            self.stdout.write(f"Notices mailed: {mailed.sent}. Mails that failed and are tried again: {mailed.failed}.")
        if done.failed:
            raise CommandError(f"Failed, and tried again in the next round: {done.failed}. The log says why.")
