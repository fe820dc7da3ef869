"""Says in plain words what a detection found."""

ANSWERS = {
    "yes": "The file says that AI made this picture.",
    "partly": "The file says that AI made or changed a part of this picture.",
    "suspected": "The file carries marks that AI tools leave.",
    "no": "The file says that AI had no part in it. Anyone can write that into a file.",
}
NO_MARKS = "No marks found. That does not mean it is a photo."
UNSETTLED = "What the file says does not settle whether AI had a part in it."
CONFLICT = "The marks contradict each other."
SEALS = {
    "none": "It carries no C2PA seal.",
    "trusted": "Its C2PA seal is whole, by a signer who is trusted here.",
    "valid": "Its C2PA seal is whole, by a signer who is not known here.",
    "invalid": "Its C2PA seal does not hold.",
    "unread": "No C2PA seal was read.",
}
FIELDS = {"credit": "Credit", "caption": "Caption", "creator": "Made by", "rights": "Rights"}


def answer(detection):
    """Return the sentence that sums a detection up."""
    if detection.is_ai == "unknown":
        return UNSETTLED if detection.evidence else NO_MARKS
    return ANSWERS[detection.is_ai]


def describe(detection):
    """Return all that a detection found, as lines."""
    lines = [answer(detection), *([CONFLICT] if detection.conflict else [])]
    lines += [f"  {row['claim']}: {row['source']}, {row['field']}: {row['value']}" for row in detection.evidence]
    lines.append(SEALS[detection.c2pa["state"]])
    if detection.c2pa["issuer"]:
        lines.append(f"  Signed by: {detection.c2pa['issuer']}")
    if detection.c2pa["generator"]:
        lines.append(f"  Written by the program: {detection.c2pa['generator']}")
    lines += [f"{FIELDS[field]}: {text}" for field, text in detection.prefill.items()]
    return lines + [f"Note: {warning}" for warning in detection.warnings]
