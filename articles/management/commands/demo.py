"""Shows the product: makes the database, loads the demo newsroom and serves it on loopback."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.urls import reverse

from articles.demo import generate, load
from articles.models import Author, Section, Story
from newsroom.accounts.models import User
from newsroom.audit import triggers
from newsroom.media.models import Picture
from newsroom.progress import bar
from newsroom.publication import server
from newsroom.publication.models import Publication

WIDTH = 40
ELSEWHERE = "The demo leaves it alone. Give the demo a place of its own: NEWSROOM_VAR=var-demo uv run manage.py demo"
DATABASE_SILENT = "The database does not answer. Check that it runs and that DATABASE_URL names it."


class Command(BaseCommand):
    help = "Loads the demo newsroom and serves it at http://127.0.0.1:8000/. Started again, it serves what is there."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="The port on loopback (default 8000).")
        parser.add_argument("--reset", action="store_true", help="Throw the demo away and load it afresh.")
        parser.add_argument("--no-serve", action="store_true", help="Load, and stop there.")
        parser.add_argument("--stories", type=int, default=0, metavar="N", help="Add N generated stories.")

    def handle(self, *, port, reset, no_serve, stories, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "The demo has known passwords, so it does not run with production settings: "
                "unset NEWSROOM_SECRET_KEY, or run “manage.py serve” for your own publication."
            )
        if stories < 0:
            raise CommandError("--stories takes a number from 0 up.")
        try:
            self._make_ready(reset=reset, port=None if no_serve else port)
            if stories:
                self._add(stories)
            self._move(port)
            self._tell(port)
            if not no_serve:
                server.serve_loopback(port)
        except server.CannotServe as error:
            raise CommandError(str(error)) from None
        except OperationalError as error:
            raise CommandError(f"{DATABASE_SILENT} It says: {str(error).splitlines()[0]}") from None
        except KeyboardInterrupt:
            self._stop("Stopped. Start it again and it goes on.")

    def _make_ready(self, *, reset, port):
        """Check what can be checked before anything is written, then migrate and load the demo where there is none."""
        if port is not None:
            server.check_port(server.LOOPBACK, port)
        self._refuse_another_newsroom()
        call_command("migrate", verbosity=0)
        if reset:
            self._throw_away()
        if Publication.objects.exists():
            return
        try:
            self.stdout.write("Loading the demo newsroom; its pictures take a minute or so.")
            load.load(progress=self._line)
        except KeyboardInterrupt:
            self._stop("Stopped before the demo was loaded; nothing of it is kept.")
        self._line("")

    def _refuse_another_newsroom(self):
        tables = connection.introspection.table_names()
        if Publication._meta.db_table not in tables or User._meta.db_table not in tables:
            return
        found = Publication.objects.values("is_demo", "address").first()
        if found and not found["is_demo"]:
            raise CommandError(f"This database holds your own publication, at {found['address']}. {ELSEWHERE}")
        if not found and User.objects.exists():
            raise CommandError(f"This database holds people's accounts. {ELSEWHERE}")

    def _throw_away(self):
        """Empty the demo's database and remove its pictures."""
        pictures = list(Picture.objects.all())
        with triggers.lifted():
            call_command("flush", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        load.remove_files(pictures)

    def _add(self, count):
        """Generate stories; Ctrl-C keeps what is done."""
        if not (Section.objects.exists() and Author.objects.exists()):
            raise CommandError("Stories need a section and an author: add one of each at the desk, or use --reset.")
        before = Story.objects.count()
        try:
            generate.generate(count, progress=self._bar)
        except KeyboardInterrupt:
            done = Story.objects.count() - before
            self._stop(f"Stopped. {done:,} of {count:,} stories are in, and stay.")
        self.stdout.write("")

    def _stop(self, words):
        """End as a program does that Ctrl-C stopped, on a line below the bar."""
        self.stdout.write("")
        raise CommandError(words, returncode=130) from None

    def _line(self, words):
        if self.stdout.isatty():
            self.stdout.write(f"\r{words:<{WIDTH}}\r{words}", ending="")
            self.stdout.flush()

    def _bar(self, done, count):
        self.stdout.write(f"{bar(done, count)} stories", ending="")
        self.stdout.flush()

    def _move(self, port):
        """Have full addresses, in feeds and for machines, lead to where the demo is served this time."""
        loopback = Publication.objects.filter(is_demo=True, address__startswith=f"http://{server.LOOPBACK}:")
        loopback.update(address=_address(port))

    def _tell(self, port):
        address = _address(port)
        publication = Publication.objects.get()
        rows = [("Readers", address + "/"), ("Desk", address + reverse("admin:index"))]
        rows += [(code, f"{address}/{code}/") for code in publication.languages if code != publication.default_language]
        self.stdout.write("\n".join(f"  {name:<14}{where}" for name, where in rows))
        self.stdout.write("\nDemo accounts, for the desk:")
        for username in [*load.PEOPLE, "root"]:
            self.stdout.write(f"  {username:<14}{load.password_of(username)}")
        size = "SQLite" if connection.vendor == "sqlite" else connection.vendor
        self.stdout.write(f"\n{publication} runs on {size}. Stop it with Ctrl-C; start it again and nothing is lost.\n")


def _address(port):
    return f"http://{server.LOOPBACK}:{port}"
