"""Erases a personal or free-text value of an audit event."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from newsroom.audit.models import Event
from newsroom.audit.operations import redaction


class Command(BaseCommand):
    help = "Erases a value of an audit event under a legal basis, which is recorded; the chain stays whole."

    def add_arguments(self, parser):
        parser.add_argument("seq", type=int, help="The event's number.")
        parser.add_argument("--field", required=True, help="What to erase: actor, reason, or another private value.")
        parser.add_argument("--basis", required=True, help="The law that asks for it. Kept for ever: name no person.")
        parser.add_argument("--as", dest="username", help="Who decides; may be left out, then it is the command line.")

    def handle(self, *, seq, field, basis, username, **options):
        event = Event.objects.filter(seq=seq).first()
        if not event:
            raise CommandError(f"There is no event {seq}.")
        try:
            logged = redaction.redact(event, field, actor=_actor(username), basis=basis)
        except PermissionDenied:
            raise CommandError(f"“{username}” may not erase values. Name a superuser, or leave --as out.") from None
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(
            f"Erased: the {field} of event {seq}. Recorded as event {logged.seq}. "
            "Backups, and the free space of the database's files until it is reused, may still hold it."
        )


def _actor(username):
    if not username:
        return "command line"
    users = get_user_model()
    try:
        return users.objects.get_by_natural_key(username)
    except users.DoesNotExist:
        raise CommandError(f"--as: nobody is called “{username}”.") from None
