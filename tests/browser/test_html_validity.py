"""What the Nu Html Checker says of every page that readers see."""

import json
import os
import re
import subprocess

import pytest

VNU = os.environ.get("VNU_JAR")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not VNU, reason="VNU_JAR does not name the Nu Html Checker (.ci/run installs it)"),
]
# Safari reads a list without bullets as one because of its role alone. The rest is newer than the checker.
ACCEPTED = re.compile(
    "The “list” role is unnecessary|The “inputmode” attribute is not supported in all browsers"
    "|CSS: (“--focus”: Cannot invoke|“--side”: Invalid type|“container-type”: Property"
    "|Unrecognized at-rule “@(container|view-transition)”)"
)
STYLE = re.compile("(?<=<style>).*?(?=</style>)", re.S)


def test_every_page_is_valid_html(visits, tmp_path):
    seen = set()
    for (language, name), visit in visits.items():
        # Each style sheet is read once, on the first page that has it.
        html = STYLE.sub(lambda style: "" if style[0] in seen else seen.add(style[0]) or style[0], visit.html)
        tmp_path.joinpath(f"{language} {name}.html").write_text(html, "utf-8")
    # Guessing languages from few words is not its strength; another test asks the catalogues.
    command = ["java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", VNU, "--no-langdetect", "--format", "json"]
    answer = subprocess.run([*command, "--exit-zero-always", *tmp_path.iterdir()], capture_output=True, check=True)
    said = json.loads(answer.stderr)["messages"]
    assert len(seen) >= 1 and "role" in str(said)
    assert [(m["url"].rpartition("/")[2], m["message"]) for m in said if not ACCEPTED.match(m["message"])] == []
