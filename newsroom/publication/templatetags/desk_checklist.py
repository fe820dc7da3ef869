"""Gives the desk's front page its list of what is left to do."""

from django import template

from newsroom.publication import checklist

register = template.Library()


@register.simple_tag
def open_checklist_items(user):
    """Return the checklist's open items that the user can act on."""
    return checklist.open_items(user)
