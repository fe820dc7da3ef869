"""What is kept is added and never changed or removed: the database itself refuses, whoever asks.

Any room names its tables with ``guard``. The triggers are lifted before a migration that changes something and made
again after every one. Emptying a whole database (``flush``) needs them lifted around it.
"""

from contextlib import contextmanager
from typing import NamedTuple

from django.db import connections, transaction

REFUSAL = "The audit record is append-only: what it holds is never changed or removed."
DISTINCT = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


class Key(NamedTuple):
    """Columns that are unique together, among the rows in which the boolean column ``among`` is true."""

    columns: tuple
    among: str = ""


class Table(NamedTuple):
    """A table whose rows are kept. ``free`` columns may change, unless ``refused``, SQL on NEW and OLD, is true."""

    name: str
    keys: tuple
    free: tuple = ()
    refused: str = ""
    may_remove: bool = False
    refusal: str = REFUSAL


tables = [
    Table("audit_event", keys=(Key(("seq",)), Key(("prev",)), Key(("hash",)))),
    Table("audit_dailyhead", keys=(Key(("date",)),), free=("mailed_at", "mail_tried_at")),
]


def guard(*more):
    """Have these tables guarded too, from the next migration on."""
    tables.extend(table for table in more if table not in tables)


def lift(using="default"):
    """Let what is kept be changed and removed until ``restore``."""
    _execute(using, drop=True)


def restore(using="default"):
    """Refuse every change from now on, where the database has the tables."""
    with transaction.atomic(using):
        _execute(using, drop=True)
        _execute(using, drop=False)


@contextmanager
def lifted(using="default"):
    """Lift the triggers around what empties a whole database."""
    lift(using)
    try:
        yield
    finally:
        restore(using)


def _execute(using, *, drop):
    connection = connections[using]
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()  # A table that still has rows to check cannot lose a trigger.
    there = connection.introspection.table_names()
    make, unmake = {"sqlite": (_sqlite, _sqlite_drop), "postgresql": (_postgresql, _postgresql_drop)}[connection.vendor]
    with connection.cursor() as cursor:
        for table in tables:
            if table.name in there:
                statements = unmake(table) if drop else make(table, _when(connection, cursor, table))
                for statement in statements:
                    cursor.execute(statement)


def _when(connection, cursor, table):
    """Return the condition under which an update is refused: always, unless some columns are free."""
    if not table.free:
        return ""
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table.name)]
    fixed = [name for name in columns if name not in table.free]
    changed = [f"NEW.{name} {DISTINCT[connection.vendor]} OLD.{name}" for name in fixed]
    return f"WHEN ({' OR '.join([*changed, *filter(None, [table.refused])])})"


def _sqlite(table, when):
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table.refusal}'); END"
    yield f"CREATE TRIGGER {table.name}_no_update BEFORE UPDATE ON {table.name} {when} {refuse}"
    if table.may_remove:
        return
    yield f"CREATE TRIGGER {table.name}_no_delete BEFORE DELETE ON {table.name} {refuse}"
    # INSERT OR REPLACE removes rows without asking the trigger above.
    same = " OR ".join(f"({_same(key)})" for key in table.keys)
    yield (
        f"CREATE TRIGGER {table.name}_no_replace BEFORE INSERT ON {table.name} "  # noqa: S608
        f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same}) {refuse}"
    )


def _same(key):
    equal = [f"{column} = NEW.{column}" for column in key.columns]
    return " AND ".join([*equal, *([key.among, f"NEW.{key.among}"] if key.among else [])])


def _sqlite_drop(table):
    return [f"DROP TRIGGER IF EXISTS {table.name}_no_{deed}" for deed in ("update", "delete", "replace")]


def _postgresql(table, when):
    refuse = f"EXECUTE FUNCTION audit_refuse('{table.refusal}')"
    yield (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield f"CREATE TRIGGER {table.name}_no_update BEFORE UPDATE ON {table.name} FOR EACH ROW {when} {refuse}"
    if table.may_remove:
        return
    yield f"CREATE TRIGGER {table.name}_no_delete BEFORE DELETE ON {table.name} FOR EACH ROW {refuse}"
    yield f"CREATE TRIGGER {table.name}_no_truncate BEFORE TRUNCATE ON {table.name} FOR EACH STATEMENT {refuse}"


def _postgresql_drop(table):
    return [
        f"DROP TRIGGER IF EXISTS {table.name}_no_{deed} ON {table.name}" for deed in ("update", "delete", "truncate")
    ]
