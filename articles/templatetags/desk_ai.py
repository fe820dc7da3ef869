"""Gives the desk's front page what is left to say and to check about AI."""

from django import template
from django.urls import reverse

from articles.admin import compliance
from articles.admin.review_queue import others
from articles.models import AIReport, Story
from articles.operations import reports, review_queue, reviewing

register = template.Library()


@register.simple_tag
def ai_at_the_desk(user):
    """Return (words, how many or None, address) for the user: four queries at most, none for those who may nothing."""
    lines = []
    if user.has_perm(reviewing.PERMISSION):
        stories = Story.objects.visible_to(user)
        waiting = review_queue.queue(stories).count()
        lines = [("Words to check", waiting, reverse("admin:articles_review_queue")), *others(stories)]
    if user.has_perm(compliance.PERMISSION):
        lines.append(("What is labelled, what is not, and why", None, reverse("admin:articles_compliance")))
    if user.has_perm(reports.PERMISSION):
        waiting = AIReport.objects.filter(state=AIReport.State.OPEN).count()
        lines.append(("Readers’ reports to answer", waiting, reverse("admin:articles_aireport_changelist")))
    return lines
