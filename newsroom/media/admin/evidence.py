"""What a picture's file says of its origin, put into words for the form."""

from django.template.loader import render_to_string

from newsroom.media.detection import Detection, words

CLAIMS = {
    "yes": "made by AI",
    "partly": "made in part by AI",
    "suspected": "perhaps made by AI",
    "no": "no AI",
    "unknown": "does not settle it",
}


def printed(picture, *, override_url=""):
    """Return the HTML that says what the file says, with the address where this person may overrule it."""
    context = {"picture": picture, "marks": _spoken(picture.detected), "override_url": override_url}
    return render_to_string("admin/media/picture/evidence.html", context)


def _spoken(detected):
    """Return the answer, its marks as rows of (what it says, where it stands, its words), seal, notes; or None."""
    if not detected:
        return None
    found = Detection.from_json(detected)
    return {
        "answer": words.answer(found),
        "contradiction": words.CONFLICT if found.conflict else "",
        "rows": [(CLAIMS[row["claim"]], f"{row['source']}, {row['field']}", row["value"]) for row in found.evidence],
        "seal": words.SEALS[found.c2pa["state"]],
        "signer": found.c2pa["issuer"],
        "notes": found.warnings,
    }
