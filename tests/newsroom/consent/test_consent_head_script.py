from datetime import timedelta

import pytest

from newsroom.assets import HEAD_SCRIPT, STATIC
from newsroom.consent.decision import Answer, Decision, read, state, today

VERSION = 2
DECISIONS = [(answer, days) for answer in [(1, "y"), (2, "y"), (3, "y"), (1, "n"), (2, "n")] for days in [0, 184]]
COOKIES = [
    *(
        str(
            Decision(
                today() - timedelta(days=days), {"other": Answer(1, True), "analytics": Answer(version, letter == "y")}
            )
        )
        for (version, letter), days in DECISIONS
    ),
    str(Decision(today() - timedelta(days=185), {"analytics": Answer(2, True)})),
    str(Decision(today() + timedelta(days=1), {"analytics": Answer(2, True)})),
    str(Decision(today() + timedelta(days=2), {"analytics": Answer(2, True)})),
    str(Decision(today(), {"other": Answer(2, True)})),
    "",
    "junk",
    "1.20261123.analytics:2:yes",
    f"1.{today():%Y%m%d}" + ".a:1:y" * 12 + ".analytics:2:y",
]


@pytest.mark.browser
@pytest.mark.parametrize("has_signal", [False, True])
def test_head_script_reads_cookies_as_the_server_does(page, live_server, asking_site, has_signal):
    page.add_init_script(
        f"Object.defineProperty(Navigator.prototype, 'doNotTrack', {{get: () => '{int(has_signal)}'}})"
    )
    page.goto(live_server.url)
    page.evaluate(f"document.documentElement.dataset.consentPurposes = 'analytics:{VERSION}'")
    seen = "value => (document.cookie = 'consent=' + value, consentState().analytics)"
    expected = [state(read(value), "analytics", VERSION, has_signal) for value in COOKIES]
    assert [page.evaluate(seen, value) for value in COOKIES] == [str(each) for each in expected]


@pytest.mark.parametrize(
    ("name", "most"), [("consent-head.js", 700), ("components/consent.js", 3072), ("components/counter.js", 512)]
)
def test_scripts_are_small(name, most):
    assert (STATIC / "js" / name).stat().st_size <= most


def test_head_script_stands_whole_inside_a_script_element():
    assert "</" not in HEAD_SCRIPT and "<!--" not in HEAD_SCRIPT
