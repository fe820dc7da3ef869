"""What services on the web are yet to be told, for publications that tell any."""

from django.db import models


class Protocol(models.TextChoices):
    """How a service is told."""

    WEBSUB = "websub", "WebSub"
    INDEXNOW = "indexnow", "IndexNow"


class Ping(models.Model):
    """An address of ours that changed and a service that is to be told so; the row goes once that is done."""

    protocol = models.CharField(max_length=8, choices=Protocol)
    service = models.CharField(max_length=200, help_text="Where it is told.")
    url = models.CharField(max_length=2000)
    queued_at = models.DateTimeField(help_text="When the address last changed.")
    due_at = models.DateTimeField(help_text="Not told before.")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "url"], name="service_waits_for_an_address_once"),
            models.CheckConstraint(condition=models.Q(protocol__in=Protocol.values), name="ping_has_protocol"),
        ]

    def __str__(self):
        return f"{self.service}: {self.url}"
