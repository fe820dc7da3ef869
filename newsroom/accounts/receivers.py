"""Keeps the groups in step with the role table after every migration."""

from django.apps import apps
from django.db.models.signals import post_migrate

from newsroom.accounts.operations import groups


def update_groups(sender, using, **kwargs):
    """Make the groups once the last app has its tables."""
    groups.update_groups(using=using, apps=kwargs.get("apps", apps))


def connect():
    """Listen to the last app that has models, so that every other app's permissions can exist."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    post_migrate.connect(update_groups, sender=last, dispatch_uid="newsroom.accounts.update_groups")
