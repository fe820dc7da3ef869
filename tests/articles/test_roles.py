import pytest

from articles.roles import ADMINISTRATOR, EDITOR, PUBLISHER, REPORTER, ROLES
from newsroom.accounts.operations import groups
from newsroom.accounts.roles import Role


def test_every_role_has_a_row_and_no_other():
    assert set(ROLES) == set(Role.values)


@pytest.mark.django_db
def test_every_permission_of_the_table_exists():
    missing = groups.missing_permissions()
    assert missing == [], f"articles/roles.py names permissions that no model declares: {', '.join(missing)}"


def test_each_desk_role_may_all_that_the_one_below_may():
    assert set(REPORTER) < set(EDITOR) < set(PUBLISHER)


def test_reporter_cannot_publish_nor_see_all_stories():
    assert not {"articles.publish_story", "articles.review_story", "articles.view_all_stories"} & set(REPORTER)


def test_only_a_publisher_withdraws():
    assert [role for role in ROLES if "articles.withdraw_story" in ROLES[role]] == ["publisher"]


def test_only_an_administrator_manages_people():
    assert [role for role in ROLES if "accounts.change_user" in ROLES[role]] == ["administrator"]


def test_administrator_may_nothing_with_stories():
    said = {name for name in ADMINISTRATOR if name.startswith(("articles.", "media."))}
    assert {name for name in said if not name.endswith(("_embedprovider", "_redirect"))} == set()


def test_nobody_deletes_people_by_role():
    assert not [role for role in ROLES if "accounts.delete_user" in ROLES[role]]


def test_reporter_deletes_no_story():
    assert "articles.delete_story" not in REPORTER
