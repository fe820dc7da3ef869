"""Takes in stories from files in the ninjs format, as drafts."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.operations import importing
from newsroom.accounts.models import User


class Command(BaseCommand):
    help = (
        "Takes in stories from ninjs files (a JSON object, a list, or one object a line) as drafts of which nobody has "
        "said what AI did. What was imported before is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--for", dest="username", default="", metavar="USERNAME", help="Whose drafts they become.")

    def handle(self, *, files, username, **options):
        owner = User.objects.filter(username=username).first()
        if username and owner is None:
            raise CommandError(f"Nobody is called “{username}”. Give the username of a person, or leave --for away.")
        items = [(f"{path}, item {place}", item) for path in files for place, item in enumerate(_items(path), 1)]
        added, refused = 0, []
        for done, (where, item) in enumerate(items, 1):
            try:
                added += importing.add(importing.read(item), actor=owner) is not None
            except importing.Unreadable as error:
                refused.append(f"{where}: {error}")
            if self.stderr.isatty():
                self.stderr.write(f"\r{done:,} of {len(items):,}", ending="\n" if done == len(items) else "")
        known = len(items) - added - len(refused)
        self.stdout.write(f"Imported: {added:,}. Imported before: {known:,}. Refused: {len(refused):,}.")
        if refused:
            raise CommandError("\n".join(refused))


def _items(path):
    """Return the objects of a file, whichever of the three ways it holds them."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read as UTF-8 text: {error}") from None
    try:
        whole = json.loads(text)
    except ValueError:
        return [_object(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return whole if isinstance(whole, list) else [whole]


def _object(path, number, line):
    try:
        return json.loads(line)
    except ValueError:
        raise CommandError(f"{path}, line {number}, is no JSON. Mend it; nothing was imported.") from None
