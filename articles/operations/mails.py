"""Mails notices to those who wish so: at once after the deed, and what failed again from the tick, for a day.

One process takes a mail by a single statement, before it is sent, and gives it back where that fails: nobody is mailed
twice, but for a mail server that takes a mail and breaks off before it says so. What a killed process was just sending
is not sent again.
"""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.core.mail import EmailMessage, mailers
from django.urls import reverse
from django.utils import timezone

from articles.models import Notice
from newsroom.publication.models import Publication

logger = logging.getLogger(__name__)
MAILS_A_ROUND = 50
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
# With these waits a day.
MOST_TRIES = 30
# How long an administrator is told of mails that failed.
TOLD_FOR = timedelta(days=7)


class Done(NamedTuple):
    """How many mails a round sent, and how many failed."""

    sent: int = 0
    failed: int = 0


def is_wished(notice):
    """Say whether a notice is to be mailed: its person is at the desk, has an address, and did not switch it off."""
    person = notice.person
    return bool(person.is_active and person.is_staff and person.email and notice.kind not in person.muted)


def run_due():
    """Send what is due; this is work of the tick, and there is more of it after a full round without a failure."""
    done = send_due()
    return done.sent >= MAILS_A_ROUND and not done.failed


def send_due(*, now=None):
    """Mail what waits and is due, the oldest first, and return what was ``Done``.

    What its person does not wish any more, has read at the desk, or may not see now is not mailed.
    """
    now = now or timezone.now()
    due = Notice.objects.filter(mail_due_at__lte=now).select_related("person", "story").order_by("mail_due_at", "pk")
    wished = []
    for notice in due[:MAILS_A_ROUND]:
        if notice.read_at is None and is_wished(notice) and notice.story.is_visible_to(notice.person):
            wished.append(notice)
        else:
            _waiting(notice).update(mail_due_at=None, mail_tries=0)
    return send(wished, now=now) if wished else Done()


def send(notices, *, now=None):
    """Mail notices over one connection, so that a server that does not answer is waited for once.

    Returns what was ``Done``; what fails is logged and tried again, ever later.
    """
    now, publication = now or timezone.now(), Publication.current()
    left, sent = list(notices), 0
    try:
        with mailers["default"] as mailer:
            while left:
                sent += _send(mailer, left.pop(0), publication, now)
    except OSError as failure:
        logger.error("The mail server does not answer, and %s notices were not mailed: %s", len(left), failure)
        for notice in left:
            _postpone(_waiting(notice), notice, now)
    return Done(sent, len(notices) - sent)


def failing(*, now=None):
    """Return the notices of the last days whose mail failed, whether it is tried again or given up."""
    since = (now or timezone.now()) - TOLD_FOR
    return Notice.objects.filter(mailed_at=None, mail_tries__gt=0, created_at__gte=since)


def _send(mailer, notice, publication, now):
    """Send one mail and return whether it went; one that another process took counts as sent."""
    if not _waiting(notice).update(mailed_at=now, mail_due_at=None):
        return True
    try:
        mailer.send_messages([_message(notice, publication)])
    except (OSError, ValueError) as failure:
        logger.error("Notice %s could not be mailed: %s", notice.pk, failure)
        _postpone(Notice.objects.filter(pk=notice.pk), notice, now)
        return False
    return True


def _message(notice, publication):
    address = publication.absolute_url(reverse("admin:articles_story_change", args=[notice.story_id]))
    subject = f"{notice.get_kind_display()}: {notice.story.headline}"
    body = f"{notice.text}\n\n{address}\n\nWhich of these mails you get is set under “My mails” at the desk.\n"
    return EmailMessage(" ".join(subject.split())[:200], body, to=[notice.person.email])


def _waiting(notice):
    """Return the query for a notice as long as nobody has taken or put off its mail since it was read."""
    return Notice.objects.filter(pk=notice.pk, mailed_at=None, mail_due_at=notice.mail_due_at)


def _postpone(query, notice, now):
    """Have a mail tried again, ever later; after so many tries never."""
    tries = notice.mail_tries + 1
    if tries >= MOST_TRIES:
        logger.error("Notice %s is not mailed: it failed %s times.", notice.pk, tries)
    due = now + min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT) if tries < MOST_TRIES else None
    query.update(mailed_at=None, mail_tries=tries, mail_due_at=due)
