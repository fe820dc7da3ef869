"""The database refuses what would change a published edition, a check of words or a policy, however it is asked."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from articles.models import AIPolicy, Edition, ReviewRevocation, TextReview
from articles.models.edition import EditionByline, EditionPicture, EditionTag
from articles.operations import publishing
from articles.triggers import TABLES
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_story,
    make_tag,
    publish,
    withdraw,
)
from newsroom.accounts.models import User
from newsroom.audit import receivers, triggers

MUTABLE = {"is_live", "withdrawn_at", "withdrawal_reason"}
FROZEN = [field.column for field in Edition._meta.local_concrete_fields if field.name not in MUTABLE]
KEPT = ["articles_editionbyline", "articles_editionpicture", "articles_textreview", "articles_reviewrevocation"]
KEPT += ["articles_edition", "articles_aipolicy"]


@pytest.fixture
def edition(db):
    """A checked edition with a person, a tag and a picture, under a policy; its check was then taken back."""
    make_publication()
    AIPolicy.objects.create(reason="We begin.", published_at=NOON, published_by=make_user("publisher"))
    body = f"<p>The ferry came home at dawn.</p>{figure(make_picture())}"
    story = make_story(level="generated", body=body, tags=[make_tag()], authors=[make_author()])
    make_review(story)
    publish(story)
    publishing.revoke_review(story, actor=make_user("editor"), reason="I read another version.")
    return Edition.objects.get(number=1)


def execute(statement, *values):
    """Run a statement as somebody would who owns the database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def is_refused(statement, *values):
    with pytest.raises(IntegrityError, match="is never changed or removed"):
        execute(statement, *values)


@pytest.mark.parametrize("column", FROZEN)
def test_column_of_an_edition_never_changes(edition, column):
    others = {"date": "'2027-01-01'", "timestamp with time zone": "'2027-01-01 00:00:00+00:00'", "boolean": "NOT {0}"}
    others |= {"bigint": "coalesce({0}, 0) + 1", "integer": "{0} + 1", "integer unsigned": "{0} + 1", "bool": "NOT {0}"}
    others |= {"datetime": "'2027-01-01 00:00:00'", "uuid": "'00000000-0000-0000-0000-000000000001'"}
    others |= {"jsonb": "'[1]'", "char(32)": "'00000000000000000000000000000001'"}
    field = next(field for field in Edition._meta.local_concrete_fields if field.column == column)
    other = others.get(field.db_type(connection), "'other'").format(column)
    is_refused(f"UPDATE articles_edition SET {column} = {other} WHERE number = 1")


@pytest.mark.parametrize("table", KEPT)
def test_row_is_never_removed(edition, table):
    is_refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("articles_editionbyline", "role = 'data'"),
        ("articles_editionbyline", "position = 7"),
        ("articles_editiontag", "position = 7"),
        ("articles_editionpicture", "origin = 'humanEdits'"),
        ("articles_textreview", "content_sha256 = 'x'"),
        ("articles_textreview", "outcome = outcome"),
        ("articles_reviewrevocation", "reason = 'x'"),
        ("articles_aipolicy", "label_reviewed = NOT label_reviewed"),
        ("articles_aipolicy", "published_by_id = NULL, reason = 'x'"),
    ],
)
def test_what_an_edition_stands_on_never_changes(edition, table, change):
    is_refused(f"UPDATE {table} SET {change}")


def test_edition_that_is_no_longer_live_never_comes_back(edition):
    Edition.objects.filter(number=2).update(is_live=False)
    is_refused("UPDATE articles_edition SET is_live = NOT is_live WHERE number = 1")


def test_edition_may_be_withdrawn(edition):
    withdraw(edition)
    assert not Edition.objects.live().exists()
    assert not EditionTag.objects.filter(listed_at__isnull=False).exists()


def test_saving_an_edition_as_it_is_changes_nothing(edition):
    edition.save()
    edition.headline = "Another headline"
    with pytest.raises(IntegrityError, match="publish the story again"), transaction.atomic():
        edition.save()


@pytest.mark.parametrize("model", [Edition, AIPolicy])
def test_account_that_goes_is_let_go_of_and_no_other_put_there(edition, model):
    first = model.objects.order_by("pk")[:1]
    User.objects.filter(pk=first.get().published_by_id).delete()
    assert first.get().published_by is None
    is_refused(f"UPDATE {model._meta.db_table} SET published_by_id = %s", make_user().pk)


def test_person_behind_an_edition_cannot_be_put_in_the_place_of_another(edition):
    is_refused("UPDATE articles_edition SET published_by_id = %s", make_user().pk)


def test_tag_may_be_removed(edition):
    edition.tags.get().delete()
    assert not EditionTag.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite alone replaces rows")
@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("articles_edition", "headline = 'Another'"),
        ("articles_edition", "id = 77, headline = 'Another', is_live = 0"),
        ("articles_edition", "id = 77, number = 77"),
        ("articles_edition", "id = 77, number = 77, story_id = (SELECT max(id) FROM articles_story)"),
        ("articles_editionbyline", "role = 'data'"),
        ("articles_editionpicture", "id = 77, origin = 'humanEdits'"),
        ("articles_textreview", "content_sha256 = 'x'"),
        ("articles_reviewrevocation", "id = 77"),
        ("articles_aipolicy", "label_reviewed = 0"),
    ],
)
def test_row_cannot_be_replaced(edition, table, change):
    make_story()
    execute(f"CREATE TEMPORARY TABLE changed AS SELECT * FROM {table} ORDER BY id DESC LIMIT 1")
    execute(f"UPDATE changed SET {change}")
    is_refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM changed")


if connection.vendor == "postgresql":

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("table", KEPT)
    def test_table_cannot_be_truncated(table):
        is_refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
def test_migrating_restores_the_guard():
    triggers.lift()
    edition = make_live()
    call_command("migrate", verbosity=0)
    is_refused("UPDATE articles_edition SET headline = 'Another' WHERE id = %s", edition.pk)


def test_migration_may_change_a_guarded_table(edition):
    receivers.lift_guards("default", plan=["a migration"])
    execute("ALTER TABLE articles_edition DROP COLUMN word_count")


def test_migrating_nothing_lifts_no_guard(edition):
    receivers.lift_guards("default", plan=[])
    is_refused("DELETE FROM articles_edition")


def test_every_guarded_table_is_one_of_ours():
    models = [Edition, EditionByline, EditionTag, EditionPicture, TextReview, ReviewRevocation, AIPolicy]
    assert {table.name for table in TABLES} == {model._meta.db_table for model in models}
