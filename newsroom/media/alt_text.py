"""What is often wrong with an alternative text, as the desk is told while it writes one."""

import re

# Read by ``re`` here and by ``RegExp`` in static/admin_desk/picture-alt.js: write only what both understand.
PATTERNS = [
    (
        r"\.(jpe?g|png|webp|avif|gif|hei[cf]|tiff?|raw|dng)\s*$|^(dsc|dscf|dscn|img|pxl|dji|mvimg|p)[-_ ]?\d{3,}",
        "This looks like the name of a file. Say what the picture shows.",
    ),
    (
        r"^(an?\s+|the\s+)?(image|picture|photo|photograph|pic)\s+(of|showing|that\s+shows)\s",
        "Begin with what it shows: “image of” and “picture of” are said to the listener already.",
    ),
]
SAME_AS_CAPTION = "This is the caption again, and would be heard twice. Say what the picture shows."


def concerns(alt, caption=""):
    """Return a sentence for each thing that seems wrong with the text; none for an empty one."""
    alt = alt.strip()
    found = [sentence for pattern, sentence in PATTERNS if re.search(pattern, alt, re.IGNORECASE)]
    if alt and alt.casefold() == caption.strip().casefold():
        found.append(SAME_AS_CAPTION)
    return found


def rules():
    """Return what the script in the form needs to say the same."""
    return {"patterns": PATTERNS, "same_as_caption": SAME_AS_CAPTION}
