"""Makes the groups of the role table, so that what a role may do is written in one place only."""

from django.apps import apps as global_apps
from django.contrib.auth.management import create_permissions

from newsroom.accounts import roles


def update_groups(using="default", apps=global_apps):
    """Give every role's group exactly the permissions of the table, as far as the database knows them."""
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return
    for label in {name.partition(".")[0] for names in roles.table().values() for name in names}:
        create_permissions(global_apps.get_app_config(label), verbosity=0, using=using, apps=apps)
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in permission_model.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for role, permissions in roles.table().items():
        group, _ = group_model.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[name] for name in permissions if name in known])


def missing_permissions():
    """Return the permissions of the table that the database does not know, sorted."""
    permission_model = global_apps.get_model("auth", "Permission")
    known = {
        f"{app}.{codename}"
        for app, codename in permission_model.objects.values_list("content_type__app_label", "codename")
    }
    return sorted({name for permissions in roles.table().values() for name in permissions} - known)
