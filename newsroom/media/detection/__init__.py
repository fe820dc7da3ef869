"""What a picture's file says about its origin. Nothing here needs Django, so that a process of its own starts fast.

``detect`` trusts the file with the caller's time and memory; ``runner.detect_safely`` does not.
"""

from newsroom.media.detection.detector import detect
from newsroom.media.detection.report import Detection

__all__ = ["Detection", "detect"]
