"""The table that readers' search asks; no model stands for it (articles/search/tables.py)."""

from django.db import migrations

from articles.search import tables


def create(apps, editor):
    for statement in tables.CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(apps, editor):
    editor.execute(tables.DROP)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
