"""Looks after the publication's own look, across upgrades."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.publication import overrides
from newsroom.publication.overrides import State
from newsroom.site import problems


class Command(BaseCommand):
    help = (
        "Lists the templates and static files of NEWSROOM_SITE, and says which replace one of ours that has changed "
        "since it was copied; ends with 1 where somebody has to look. Run it after every upgrade."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed")
        listing = deeds.add_parser("list", help="The same as without a word.")
        listing.add_argument("--diff", action="store_true", help="Show what changed in ours, line by line.")
        for deed, does in [
            ("copy", "Copy one of our files into the site, to change it there."),
            ("accept", "Say that your file goes with ours as it is now, after having looked."),
        ]:
            parts = deeds.add_parser(deed, help=does)
            parts.add_argument("file", nargs="+", help="Such as templates/pages/story.html or static/css/tokens.css.")

    def handle(self, *, deed=None, file=(), diff=False, **options):
        site = settings.SITE_DIR
        if site is None:
            raise CommandError("NEWSROOM_SITE is not set: name the directory of your own look.")
        if wrong := problems(site):
            raise CommandError(wrong[0])
        if deed in ("copy", "accept"):
            self._do(getattr(overrides, deed), site, file)
        else:
            self._list(site, diff)

    def _do(self, deed, site, names):
        for name in names:
            try:
                done = deed(site, name)
            except overrides.CannotOverride as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{site / done.path}: {done.state.label}.")

    def _list(self, site, diff):
        found = overrides.found(site)
        for state in State:
            files = [override for override in found if override.state == state]
            if files:
                self.stdout.write(f"{state.label.capitalize()}:")
            for override in files:
                self.stdout.write(f"  {override.path}{self._remark(override)}")
                if diff and state == State.CHANGED:
                    for line in override.difference():
                        self.stdout.write(f"    {line}")
        faults = overrides.faults(site)
        for fault in faults:
            self.stdout.write(fault)
        if not found and not faults:
            self.stdout.write(f"{site} replaces nothing yet. “manage.py overrides copy templates/base.html” begins.")
        if to_see := sum(override.state in overrides.OPEN for override in found):
            self.stdout.write(
                f"{to_see} to look at. “overrides list --diff” shows what changed in ours; bring into your file what "
                "it needs and “overrides accept FILE”, or delete your file."
            )
        if to_see or faults:
            sys.exit(1)

    def _remark(self, override):
        return f" (is {override.near} meant?)" if override.near else ""
