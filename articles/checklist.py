"""What a new publication still lacks in stories, and what keeps its mails back, for the desk's front page."""

from django.urls import reverse

from articles.models import Section, Story
from articles.operations import mails
from newsroom.publication.checklist import Item, needs


@needs("articles.add_section")
def first_section():
    """Stories need a section to be published in."""
    url = reverse("admin:articles_section_add")
    return Item(Section.objects.exists(), "Add the first section, such as News", url)


@needs("articles.add_story")
def first_story():
    """An empty front page is for nobody."""
    url = reverse("admin:articles_story_add")
    return Item(Story.objects.exists(), "Write the first story", url)


@needs("accounts.change_user")
def mails_that_failed():
    """Whoever runs the site learns that people at the desk do not get their mails."""
    number = mails.failing().count()
    text = f"Look into the log and at the addresses: mails to people at the desk failed ({number} in the last days)"
    return Item(not number, text, reverse("admin:accounts_user_changelist"))
