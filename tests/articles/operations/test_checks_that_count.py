"""Which checks of its words an edition is published with, and which leave its label as it was."""

import pytest
from django.db import transaction

from articles.models import AIPolicy, Story
from articles.operations import publishing
from factories.people import make_user
from factories.stories import NOON, make_review, make_story, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("why", ["left", "rejected", "revoked", "other words", "four eyes"])
def test_check_that_does_not_hold_never_counts_at_publication(why):
    """T6: what is not the check of these words, by somebody who is there, leaves the label "not checked"."""
    editor = make_user("editor")
    story = make_story(level="generated", created_by=editor)
    make_review(story, reviewer=editor, **({"outcome": "rejected"} if why == "rejected" else {}))
    match why:
        case "left":
            editor.is_active = False
            editor.save()
        case "revoked":
            publishing.revoke_review(story, actor=make_user("editor"), reason="I read another version.")
        case "other words":
            Story.objects.filter(pk=story.pk).update(standfirst="Other words")
        case "four eyes":
            AIPolicy.objects.create(reason="We learn.", published_at=NOON, four_eyes=True)
    if why in {"rejected", "other words"}:
        with pytest.raises(publishing.Refused), transaction.atomic():
            publish(story)
    else:
        assert (publish(story).review, publish(story, change="minor").label_key) == (None, "text.generated.unreviewed")
