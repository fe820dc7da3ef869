"""The typefaces a publication may choose: a closed list, none of it from another host."""

from django.db import models


class HeadlineType(models.TextChoices):
    """What headlines and the name are set in."""

    NEWSROOM = "newsroom", "Ours: Noto Serif Bold, which readers fetch from this site"
    SERIF = "serif", "A serif that the reader’s device has"
    SANS = "sans", "A sans serif that the reader’s device has"


class BodyType(models.TextChoices):
    """What stories and their standfirsts are set in."""

    SERIF = "serif", "A serif that the reader’s device has"
    SANS = "sans", "A sans serif that the reader’s device has"
