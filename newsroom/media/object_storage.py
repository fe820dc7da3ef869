"""Says from the environment's words whether pictures lie in S3-compatible object storage, and what those words lack.

``newsroom.settings`` reads it, so it stands on nothing of Django's.
"""

from importlib.util import find_spec
from urllib.parse import urlsplit

REQUIRED = ["ENDPOINT", "BUCKET", "PRIVATE_BUCKET", "KEY", "SECRET"]
NAMES = [*REQUIRED, "REGION", "ADDRESS"]
# Storage that refuses everything: half an answer must not send pictures to a folder nobody looks at.
NOWHERE = {"BACKEND": "django.core.files.storage.Storage"}


def storages(words, local):
    """Return the storages of public files and originals: ``local`` where nothing is said of object storage."""
    if not any(words.values()):
        return local
    if problems(words):
        return {"default": NOWHERE, "originals": NOWHERE}
    access = {
        "endpoint_url": words["ENDPOINT"],
        "region_name": words["REGION"] or "us-east-1",
        "access_key": words["KEY"],
        "secret_key": words["SECRET"],
    }
    return {
        "default": {
            "BACKEND": "newsroom.media.buckets.PublicBucket",
            "OPTIONS": access | {"bucket_name": words["BUCKET"], "base_url": address(words)},
        },
        "originals": {
            "BACKEND": "newsroom.media.buckets.PrivateBucket",
            "OPTIONS": access | {"bucket_name": words["PRIVATE_BUCKET"]},
        },
    }


def address(words):
    """Return where readers fetch public files from another host, ending in a slash; "" where this site serves them."""
    return words["ADDRESS"].rstrip("/") + "/" if words["ADDRESS"] and not problems(words) else ""


def problems(words):
    """Return a sentence for each thing that is wrong; nothing said at all is right."""
    if not any(words.values()):
        return []
    found = []
    if lacking := [f"NEWSROOM_S3_{name}" for name in REQUIRED if not words[name]]:
        found.append(f"Object storage is only half set: set {', '.join(lacking)} too, or no NEWSROOM_S3_ variable.")
    if words["BUCKET"] and words["BUCKET"] == words["PRIVATE_BUCKET"]:
        found.append("Originals need a bucket of their own: NEWSROOM_S3_PRIVATE_BUCKET must not be NEWSROOM_S3_BUCKET.")
    found += [
        f"NEWSROOM_S3_{name} must be an address such as {example}, with no “?” or “#” in it."
        for name, example in (("ENDPOINT", "https://s3.example"), ("ADDRESS", "https://pictures.news.example"))
        if words[name] and not _is_address(words[name])
    ]
    if not find_spec("storages") or not find_spec("boto3"):
        found.append("Object storage needs the extra s3: run “uv sync --extra s3” beside your other extras.")
    return found


def _is_address(text):
    """Return whether it is an address that can stand in a content security policy as it is."""
    parts = urlsplit(text)
    is_plain = text.isascii() and not any(sign in text for sign in " ;,'\"?#")
    return is_plain and parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
