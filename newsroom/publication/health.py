"""Whether the installation can serve: the database answers, every migration is applied, and no work is left behind."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom import tick
from newsroom.publication import hooks

NO_ANSWER = "The database does not answer. Check that it runs and that DATABASE_URL names it."


def database_problem():
    """Return a sentence that says what is wrong with the database and what to do; "" when nothing is."""
    try:
        missing = pending_migrations()
    except DatabaseError:
        return NO_ANSWER
    if missing:
        return f"The database is not migrated (missing: {len(missing)}). Run “manage.py migrate”."
    return ""


def late_work():
    """Return a sentence for each kind of work that should have been done by now."""
    stuck = "The clock of this web process has not gone round for minutes: restart the site." if tick.is_stuck() else ""
    return [sentence for sentence in (stuck, *(say() for say in hooks.late)) if sentence]


def pending_migrations():
    """Return the (app, name) of migrations that the database has not seen."""
    return sorted(_migrations_on_disk() - set(MigrationRecorder(connection).applied_migrations()))


@cache
def _migrations_on_disk():
    return frozenset(MigrationLoader(None).disk_migrations)
