"""Adds to the statistics: numbers by day, about nobody."""

from django.db.models import F

from newsroom.consent.decision import today
from newsroom.consent.models import DecisionCount, PageCount, PolicyVersion
from newsroom.consent.vocabulary import Choice


def count_decision(decision, *, surface, language):
    """Count a decision that was recorded under the policy in force."""
    answers = {answer.is_yes for answer in decision.answers.values()}
    choice = Choice.MIXED if len(answers) > 1 else Choice.ACCEPT if True in answers else Choice.DECLINE
    policy = PolicyVersion.objects.only("pk").first()
    _add_one(DecisionCount, day=decision.decided_on, policy=policy, surface=surface, language=language, choice=choice)


def count_page(path, *, now=None):
    """Count one view of the page."""
    _add_one(PageCount, day=today(now), path=path)


def _add_one(model, **key):
    row, _is_new = model.objects.get_or_create(**key)
    model.objects.filter(pk=row.pk).update(total=F("total") + 1)
