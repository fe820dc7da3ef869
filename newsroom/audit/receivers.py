"""What goes before and after a migration."""

from newsroom.audit import triggers


def lift_guards(using, plan, **kwargs):
    """Lift the triggers where something is migrated: they hold on to columns that it may change."""
    if plan:
        triggers.lift(using)


def restore_guards(using, **kwargs):
    """Create the triggers again: a migration that rebuilds a table on SQLite drops them."""
    triggers.restore(using)
