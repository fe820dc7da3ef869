"""What can never be false of a picture: the database's own rules."""

from django.db.models import CheckConstraint, Q

from newsroom.media import vocabulary
from newsroom.media.models.pulled import pulled_rule

RULES = [
    CheckConstraint(
        name="picture_origin_is_a_term",
        condition=Q(origin__in=vocabulary.STORABLE),
        violation_error_message="Choose where the picture comes from out of the list.",
    ),
    CheckConstraint(
        name="picture_realism_is_said_of_ai_alone",
        condition=Q(realism="")
        | Q(realism__in=[key for key, _ in vocabulary.REALISM_CHOICES], origin__in=vocabulary.MADE_WITH_AI),
        violation_error_message="How real it looks is said only of pictures that AI made or changed.",
    ),
    CheckConstraint(
        name="picture_focal_point_is_inside",
        condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
        violation_error_message="The focal point is given by two numbers from 0 to 1.",
    ),
    CheckConstraint(
        name="picture_state_is_known",
        condition=Q(state__in=[key for key, _ in vocabulary.STATE_CHOICES]),
    ),
    CheckConstraint(
        name="picture_data_mining_is_a_term",
        condition=Q(data_mining__in=["", *(key for key, _ in vocabulary.DATA_MINING_CHOICES)]),
        violation_error_message="Choose what machines may do out of the list.",
    ),
    CheckConstraint(
        name="picture_override_has_a_reason_and_a_time",
        condition=Q(override_reason="", override_at__isnull=True, override_by__isnull=True)
        | (~Q(override_reason="") & Q(override_at__isnull=False)),
    ),
    pulled_rule("picture"),
]
