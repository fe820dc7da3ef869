"""The one door: a story's state and its live edition change in this package and nowhere else.

Every deed asks permission, locks the row, checks that the step is allowed, and writes in one transaction. All raise
``PermissionDenied`` where the actor may not, and ``Refused`` with the problems in words where the story may not.
``seen`` is the version of the story that the person had before them, or its ``stamp``, which knows the plans too: a
deed on a story that somebody has saved or planned anew since is refused. Hiding does not ask: it may not wait.
"""

from articles.operations.publishing.going_live import hide, publish, publish_due, refuse_due, show, withdraw
from articles.operations.publishing.moving import approve, plan_withdrawal, schedule, send_back, submit, unschedule
from articles.operations.publishing.reissuing import (
    amend_correction,
    confirm_original,
    may_confirm,
    reissue,
    retract,
    revoke_review,
)
from articles.operations.publishing.rules import may, note_refusal, stamp
from articles.operations.refusal import Refused

__all__ = [
    "Refused",
    "amend_correction",
    "approve",
    "confirm_original",
    "hide",
    "may",
    "may_confirm",
    "note_refusal",
    "plan_withdrawal",
    "publish",
    "publish_due",
    "refuse_due",
    "reissue",
    "retract",
    "revoke_review",
    "schedule",
    "send_back",
    "show",
    "stamp",
    "submit",
    "unschedule",
    "withdraw",
]
