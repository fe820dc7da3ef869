"""``python -m newsroom.media.detection FILE…``: prints in plain words what picture files say of their origin."""

import argparse
import sys

from newsroom.media.detection.runner import detect_safely
from newsroom.media.detection.words import describe


def main():
    parser = argparse.ArgumentParser(prog="newsroom.media.detection", description="Says what a picture's file claims.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--anchors", default="", metavar="PEM", help="certificates trusted to sign C2PA seals")
    options = parser.parse_args()
    for file in options.files:
        sys.stdout.write("\n".join([file, *describe(detect_safely(file, anchors=options.anchors)), ""]) + "\n")


if __name__ == "__main__":
    main()
