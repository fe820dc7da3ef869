"""What the database itself keeps as it was published: editions, who is named on them, checks of words, policies."""

from newsroom.audit.triggers import Key, Table

EDITION = (
    "A published edition is never changed or removed: it can only stop being live. "
    "To change what readers see, publish the story again."
)
REVIEW = "A check of words is never changed or removed: take it back with a reason, or check the words again."
POLICY = "A published AI policy is never changed or removed: publish a new one."
ID = Key(("id",))
# The account of a person who goes may be let go of.
PUBLISHER = "published_by_id"
OTHER_PUBLISHER = f"NEW.{PUBLISHER} IS NOT NULL AND (OLD.{PUBLISHER} IS NULL OR NEW.{PUBLISHER} <> OLD.{PUBLISHER})"

TABLES = [
    Table(
        "articles_edition",
        keys=(
            ID,
            Key(("story_id", "number")),
            Key(("story_id",), among="is_live"),
            Key(("path_date", "slug"), among="is_live"),
        ),
        free=("is_live", "withdrawn_at", "withdrawal_reason", PUBLISHER),
        refused=f"(NEW.is_live AND NOT OLD.is_live) OR ({OTHER_PUBLISHER})",
        refusal=EDITION,
    ),
    Table("articles_editionbyline", keys=(ID,), free=("listed_at",), refusal=EDITION),
    # A tag may be removed, and its links with it; what it is on and in which place does not change.
    Table("articles_editiontag", keys=(ID,), free=("listed_at",), may_remove=True, refusal=EDITION),
    Table("articles_editionpicture", keys=(ID, Key(("edition_id", "picture_id"))), refusal=EDITION),
    Table("articles_textreview", keys=(ID,), refusal=REVIEW),
    Table("articles_reviewrevocation", keys=(ID, Key(("review_id",))), refusal=REVIEW),
    Table("articles_aipolicy", keys=(ID,), free=(PUBLISHER,), refused=OTHER_PUBLISHER, refusal=POLICY),
]
