"""Readers' reports that a story is mistaken, or that something made by AI carries no label: received without an
account, answered by a person."""

import logging
import re
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.models.disclosure import AIReport
from articles.models.edition import Edition, PreviousPath
from articles.models.text import nfc_line, nfc_text
from articles.operations import notices
from articles.operations.reading import corrections_of
from newsroom.audit.operations.recording import record
from newsroom.publication.languages import in_other_language, language_of
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

logger = logging.getLogger(__name__)
PERMISSION = "articles.answer_aireport"
# What the form takes from everyone together: no address of a sender is kept that could tell them apart.
MOST_AN_HOUR, MOST_A_DAY = 30, 150
STORY_PATH = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/([^/]+)/")


class TooMany(Exception):
    """More reports came in of late than the form takes."""


def receive(*, address, text, contact="", about=AIReport.About.LABEL, now=None):
    """Keep a reader's report for the desk and return it; the same report again within a day is the one that is there.

    Those whom it concerns are told.

    Raises ``TooMany`` where the form is being flooded.
    """
    now = now or timezone.now()
    address, text = nfc_line(address), nfc_text(text)
    with transaction.atomic():
        # Every state by name, so that the index of states answers.
        lately = AIReport.objects.filter(state__in=AIReport.State.values, created_at__gt=now - timedelta(days=1))
        if same := lately.filter(address=address, text=text, about=about).first():
            return same
        an_hour_ago = now - timedelta(hours=1)
        if lately.count() >= MOST_A_DAY or lately.filter(created_at__gt=an_hour_ago).count() >= MOST_AN_HOUR:
            raise TooMany
        edition = edition_at(address)
        kept = {"address": address, "edition": edition, "text": text, "contact": contact, "about": about}
        report = AIReport.objects.create(**kept, created_at=now)
        notices.after_report(report, now=now)
        said = {"address": address, "text": text} | ({"contact": contact} if contact else {})
        data = {"edition": edition.pk if edition else None}
        data |= {"about": str(about)} if about != AIReport.About.LABEL else {}
        record("complaint.received", report, actor="report form", data=data, private=said, now=now)
    return report


def answer(report, *, state, answer, actor, now=None):
    """Keep the desk's answer to an open report and return the report; ``mail_answer`` then tells the reader."""
    if not actor.has_perm(PERMISSION):
        raise PermissionDenied("You may not answer readers’ reports.")
    answer, now = nfc_text(answer), now or timezone.now()
    if state not in {AIReport.State.UPHELD, AIReport.State.REJECTED}:
        raise ValidationError({"state": "Say whether the reader was right: choose one of the two."})
    if not answer:
        raise ValidationError({"answer": "Write the answer: the reader gets it, and it stays on record."})
    with transaction.atomic():
        report = AIReport.objects.select_for_update().get(pk=report.pk)
        if report.state != AIReport.State.OPEN:
            raise ValidationError("Somebody has answered this report already: open it again to read what they wrote.")
        report.state, report.answer, report.answered_by, report.answered_at = state, answer, actor, now
        report.save(update_fields=["state", "answer", "answered_by", "answered_at"])
        record("complaint.answered", report, actor=actor, reason=answer, data={"state": str(state)}, now=now)
    return report


def about_story(story_id):
    """Return the open reports of mistakes in a story, the oldest first."""
    mistakes = AIReport.objects.filter(state=AIReport.State.OPEN, about=AIReport.About.MISTAKE)
    return mistakes.filter(edition__story=story_id).order_by("created_at", "pk")


def uphold(keys, edition, *, actor, now=None):
    """Answer open reports of mistakes with the note that an edition just added, and where that stands; return them.

    A report that somebody answered meanwhile, or of another story, is left as it is.
    """
    line = next(line for line in corrections_of(edition) if not line.is_of_label)
    address = Publication.current().absolute_url(f"{edition.get_absolute_url()}#{line.anchor}")
    said = {"state": AIReport.State.UPHELD, "answer": f"{line.text}\n\n{address}"}
    upheld = []
    for report in about_story(edition.story_id).filter(pk__in=keys):
        try:
            upheld.append(answer(report, actor=actor, now=now, **said))
        except ValidationError:
            logger.info("Report %s was answered meanwhile.", report.pk)
    return upheld


def mail_answer(report):
    """Send a reader the answer to their report; return whether it was sent, None where they gave no address."""
    if not report.contact:
        return None
    publication = Publication.current()
    with override(publication.default_language):
        name = str(in_language(publication.name))
        if report.about == AIReport.About.LABEL:
            subject = gettext("Your report to %(publication)s about an AI label")
            rejected = gettext("We looked into it. The label is as it should be.")
        else:
            subject = gettext("Your report to %(publication)s about a mistake")
            rejected = gettext("We looked into it. The story stands as it is.")
        subject %= {"publication": nfc_line(name)}
        outcome = gettext("You were right.") if report.state == AIReport.State.UPHELD else rejected
        body = "\n\n".join([report.address, outcome, report.answer, f"{name}\n{publication.address}"])
    try:
        EmailMessage(subject, f"{body}\n", to=[report.contact]).send(using="default")
    except OSError as failure:
        logger.error("The answer to report %s could not be mailed: %s", report.pk, failure)
        return False
    return True


def edition_at(address):
    """Return the edition that a typed address of ours leads to, or last led to; None for any other address."""
    publication = Publication.current()
    try:
        parts = urlsplit(address if "//" in address or address.startswith("/") else f"//{address}")
        host = parts.hostname
    except ValueError:
        return None
    if host and host != urlsplit(publication.address).hostname:
        return None
    path = nfc_line(unquote(parts.path))
    default = publication.default_language
    match = STORY_PATH.match(in_other_language(path, language_of(path, publication.languages), default) + "/")
    if not match:
        return None
    *numbers, slug = match.groups()
    try:
        where = {"path_date": date(*map(int, numbers)), "slug": slug}
    except ValueError:
        return None
    at = Edition.objects.filter(**where)
    moved = PreviousPath.objects.filter(**where).values("story")
    return at.order_by("-is_live", "-pk").first() or Edition.objects.live().filter(story__in=moved).first()
