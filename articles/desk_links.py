"""What stories add to the header of every page of the desk."""

from django.urls import reverse

from articles.operations import notices, waiting


def unread_link(person):
    """Return (words, address) of a person's notices for the header; None for those who have no stories."""
    if not person.has_perm("articles.view_story"):
        return None
    number = notices.unread(person)[: waiting.MOST + 1].count()
    count = f"{waiting.MOST}+" if number > waiting.MOST else number
    words = f"Notices ({count} unread)" if number else "Notices"
    return words, reverse("admin:articles_notices")


def breaking_link(person):
    """Return (words, address) of the shortest way to begin and publish a story; None for those who may not."""
    if not (person.has_perm("articles.add_story") and person.has_perm("articles.publish_story")):
        return None
    return "Breaking…", reverse("admin:articles_story_begin")
