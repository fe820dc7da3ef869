"""The process that reads one file and ends: its limits first, then the file from standard input, then the answer.

Every answer is one line of JSON; the last whole line counts.
"""

import contextlib
import json
import signal
import sys
from pathlib import Path

from newsroom.media.detection import seal
from newsroom.media.detection.detector import readings

MEGABYTE = 1024 * 1024
MOST_WRITTEN = 4 * MEGABYTE  # Room for the bytecode of an import, which would else be compiled every time.


def main(seconds, megabytes, anchors=""):
    """Read standard input within the limits; ``anchors`` is the file of trusted certificates, if any."""
    confine(int(seconds), int(megabytes))
    trusted, problems = _trusted(anchors)
    for detection in readings(sys.stdin.buffer.read(), anchors=trusted):
        detection.warnings.extend(problems)
        sys.stdout.write(json.dumps(detection.as_json()) + "\n")
        sys.stdout.flush()


def _trusted(anchors):
    """Return the certificates in a file, and the sentences to say when they cannot be read."""
    try:
        return Path(anchors).read_text("ascii", "replace") if anchors else "", []
    except OSError:
        return "", [seal.NO_ANCHORS]


def confine(seconds, megabytes):
    """Limit this process: time on the clock and on the processor, memory, what is written; no core left."""
    try:
        import resource  # optional dependency: not on Windows
    except ImportError:
        return
    signal.alarm(seconds)
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: megabytes * MEGABYTE,
        resource.RLIMIT_FSIZE: MOST_WRITTEN,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # A stricter limit is set from outside, or none can be.
            resource.setrlimit(kind, (most, most))
