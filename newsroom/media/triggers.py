"""What a file says of its origin is written once: the database refuses to change it while the file is the same."""

from django.db import connections, transaction

TABLE = "media_picture"
NAME = "media_picture_detected_once"
REFUSAL = "What was found in a picture’s file is never changed: another finding needs another file."

MAKE = {
    "sqlite": [
        f"CREATE TRIGGER {NAME} BEFORE UPDATE OF detected ON {TABLE} "
        f"WHEN NEW.detected IS NOT OLD.detected AND NEW.file = OLD.file BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ],
    "postgresql": [
        f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW "
        f"WHEN (NEW.detected IS DISTINCT FROM OLD.detected AND NEW.file = OLD.file) EXECUTE FUNCTION {NAME}()",
    ],
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {NAME}"],
    "postgresql": [f"DROP TRIGGER IF EXISTS {NAME} ON {TABLE}"],
}


def guard_detection(using="default", **kwargs):
    """Make the trigger again, where the database has the table: a migration that rebuilds it on SQLite drops it."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in [*DROP[connection.vendor], *MAKE[connection.vendor]]:
            cursor.execute(statement)
