"""What the library knows of a picture or a file that was taken from every page."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q


class Pullable(models.Model):
    """The columns of what can be taken from every page: when, why and by whom it was."""

    pull_reason = models.CharField(max_length=1000, blank=True, editable=False)
    pulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    pulled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_pulled(self):
        return self.pulled_at is not None


def pulled_rule(name):
    """Return the constraint that what was pulled says why and since when; ``name`` is the model's."""
    return CheckConstraint(
        name=f"{name}_pulled_has_a_reason_and_a_time",
        condition=Q(pull_reason="", pulled_at__isnull=True, pulled_by__isnull=True)
        | (~Q(pull_reason="") & Q(pulled_at__isnull=False)),
    )
