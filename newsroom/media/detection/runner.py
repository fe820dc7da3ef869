"""Runs the detection in a process of its own, so that no file can take the request down with it.

The process is a fresh interpreter, not a fork: the servers have threads, whose locks a fork would inherit held.
"""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from newsroom.media.detection.report import Detection

ROOT = Path(__file__).resolve().parents[3]
# Isolated and without ``site``, which is most of an interpreter's start; the paths come as arguments.
START = (
    "import sys; sys.path[:] = sys.argv[4:]; from newsroom.media.detection import worker; worker.main(*sys.argv[1:4])"
)
TOO_SLOW = "The file took too long to search for marks of its origin, so look at it with care."
FAILED = "The file could not be searched for all marks of its origin, so look at it with care."
UNREADABLE = "The file could not be opened, so it was not searched for marks of its origin."


class Limits(NamedTuple):
    """What one file may cost. ``seconds`` count on the clock and on the processor alike."""

    seconds: float = 8
    megabytes: int = 512


LIMITS = Limits()


def detect_safely(data_or_path, *, anchors="", limits=LIMITS):
    """Return the ``Detection`` of a file's bytes or path; whatever happens, an answer, never an exception.

    A file that crashes the search or outlasts its limits is "unknown", with a warning; what was found before
    reading its seal stays. ``anchors`` is the path of the certificates trusted to seal, in PEM.
    """
    try:
        if isinstance(data_or_path, bytes | bytearray | memoryview):
            return _run({"stdin": subprocess.PIPE}, bytes(data_or_path), anchors, limits)
        with Path(data_or_path).open("rb") as file:
            return _run({"stdin": file}, None, anchors, limits)
    except (OSError, ValueError):
        return Detection.unknown(UNREADABLE)


def _run(streams, data, anchors, limits):
    inside = [str(max(1, round(limits.seconds))), str(limits.megabytes), str(anchors)]
    command = [sys.executable, "-I", "-S", "-c", START, *inside, str(ROOT), *filter(None, sys.path)]
    environment = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, **streams
    ) as process:
        warning = ""
        try:
            output, _ = process.communicate(data, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            warning = TOO_SLOW
    return _answer(output, warning or (FAILED if process.returncode else ""))


def _answer(output, warning):
    """Return the last whole answer, with the warning if there is one."""
    detection = None
    for line in output.split(b"\n")[:-1]:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            detection = Detection.from_json(json.loads(line))
    if not detection:
        return Detection.unknown(warning or FAILED)
    if warning:
        detection.warnings.append(warning)
    return detection
