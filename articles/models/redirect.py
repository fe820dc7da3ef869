"""Addresses of ours that lead elsewhere."""

from django.db import models
from django.db.models import Q


class Redirect(models.Model):
    """An address at which nothing stands, and where its readers are led instead, for good (301)."""

    path = models.CharField(
        "from", max_length=400, unique=True, help_text="An address here, such as /old-page/. Nothing may stand there."
    )
    target = models.CharField(
        "to", max_length=500, help_text="An address here, such as /health/, or a whole one with https://."
    )
    made_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        ordering = ["path"]
        constraints = [models.CheckConstraint(condition=~Q(path=models.F("target")), name="redirect_leads_elsewhere")]

    def __str__(self):
        return self.path
