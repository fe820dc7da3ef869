"""The tables that readers' search and the desk's ask; no model stands for them (articles/search/tables.py)."""

from django.db import migrations

from articles.search import tables


def create(apps, editor):
    for index in (tables.READERS, tables.DESK):
        for statement in index.create():
            editor.execute(statement)


def drop(apps, editor):
    for index in (tables.READERS, tables.DESK):
        editor.execute(index.drop())


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
