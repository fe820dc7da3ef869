"""Makes words out of what stands in files: decoded, in NFC, on one line, without characters that deceive the eye."""

import re
import unicodedata

# Marks that turn the direction of what follows, byte order marks, invisible joiners and letters used to hide text.
DECEIVING = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]")
UNPRINTABLE = {"Cc", "Cs"}


def clean(value, limit=200):
    """Return a text in NFC on one line, cut to the limit, without control, direction or hiding characters."""
    text = " ".join(value[: limit * 20].split())
    text = "".join(one for one in text if unicodedata.category(one) not in UNPRINTABLE)
    text = unicodedata.normalize("NFC", DECEIVING.sub("", text))
    return " ".join(text.split())[:limit].rstrip()


def decode(data):
    """Return bytes as text: UTF-8 where they are that, else Windows-1252."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
