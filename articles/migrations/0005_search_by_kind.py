"""The search tables of PostgreSQL keep each kind of terms in a column of its own (articles/search/tables.py)."""

from django.db import migrations

from articles.search import tables


def part(apps, editor):
    if editor.connection.vendor == "sqlite":
        return
    for index in (tables.READERS, tables.DESK):
        with editor.connection.cursor() as cursor:
            columns = editor.connection.introspection.get_table_description(cursor, index.table)
        # Databases that are made today have them from the start.
        if "terms" not in {column.name for column in columns}:
            continue
        editor.execute(f"ALTER TABLE {index.table} RENAME TO {index.table}_before")
        editor.execute(f"DROP INDEX {index.table}_terms")
        editor.execute(f"ALTER INDEX {index.table}_pkey RENAME TO {index.table}_before_pkey")
        for statement in index.create():
            editor.execute(statement)
        weighed = [f"ts_filter(terms, '{{{weight}}}')" for weight in "abcd"]
        kinds = ", ".join(weighed if len(index.kinds) > 1 else ["terms"])
        editor.execute(
            f"INSERT INTO {index.table} SELECT {index.column}, {kinds} FROM {index.table}_before"  # noqa: S608
        )
        editor.execute(index.drop().replace(index.table, f"{index.table}_before"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_notice_mails")]
    operations = [migrations.RunPython(part, migrations.RunPython.noop)]
