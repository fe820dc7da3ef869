import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factories.consents import SIGNAL_SCRIPT
from newsroom.consent.models import DecisionCount, PageCount
from newsroom.consent.operations import policy

pytestmark = pytest.mark.browser
STORED = """async () => [
    document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length
]"""
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + (entry.hadRecentInput ? 0 : entry.value), 0)
)).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""


@pytest.fixture
def home(live_server, asking_site):
    return f"{live_server.url}/"


@pytest.fixture
def scriptless(new_context):
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def requested(page):
    """The paths the page asks for, in order, and foreign addresses whole."""
    paths = []
    page.on("request", lambda request: paths.append(request.url))
    return paths


def counted(page):
    """Wait until the counter has answered."""
    return page.expect_response(lambda response: response.url.endswith("/consent/count/"))


def test_new_visitor_is_asked_and_nothing_is_kept_or_counted(page, home, requested):
    for path in ("", "cookies/", "no-such-page/"):
        page.goto(home + path)
        page.mouse.wheel(0, 10_000)
        expect(page.locator("#consent")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate(STORED) == ["", 0, 0, 0]
    assert [url for url in requested if not url.startswith(home) or "/consent/" in url or "counter" in url] == []


def test_ignoring_the_banner_answers_nothing(page, home):
    page.goto(home)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.mouse.click(5, 600)
    page.goto(f"{home}cookies/")
    expect(page.locator("#consent")).to_be_visible()
    assert page.context.cookies() == []


@pytest.mark.parametrize(("width", "height", "tallest"), [(320, 480, 250), (360, 740, 148), (1280, 800, 160)])
@pytest.mark.parametrize("path", ["", "yo/", "ar/"])
def test_banner_is_small_first_and_offers_equal_buttons(page, home, width, height, tallest, path):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(home + path)
    banner = page.locator("#consent")
    assert banner.bounding_box()["y"] == 0
    assert banner.bounding_box()["height"] <= tallest
    looks = (
        "each => ['fontSize', 'fontWeight', 'color', 'backgroundColor', 'borderTopColor', 'borderTopWidth']"
        ".map(name => getComputedStyle(each)[name])"
    )
    buttons = banner.locator("button").all()
    assert buttons[0].evaluate(looks) == buttons[1].evaluate(looks)
    first, second = (button.bounding_box() for button in buttons)
    assert min(first["width"], first["height"], second["width"], second["height"]) >= 44
    assert abs(first["width"] - second["width"]) <= 0.35 * max(first["width"], second["width"])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_visitor_without_script_declines_and_is_not_asked_again(scriptless, home):
    scriptless.goto(home)
    scriptless.get_by_role("button", name="Decline").click()
    assert scriptless.url == f"{home}#consent-declined"
    expect(scriptless.locator("#consent-declined")).to_be_visible()
    expect(scriptless.locator("#consent")).to_be_hidden()
    scriptless.goto(f"{home}cookies/")
    expect(scriptless.locator("#consent")).to_be_hidden()


def test_visitor_without_script_changes_the_choice(scriptless, home):
    scriptless.goto(f"{home}cookies/")
    scriptless.get_by_label("On", exact=True).check()
    scriptless.get_by_role("button", name="Save").click()
    expect(scriptless.locator("#consent-accepted")).to_be_visible()
    expect(scriptless.get_by_label("On", exact=True)).to_be_checked()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_meets_the_banner_first_and_stays_in_place(page, home, key):
    page.goto(home)
    assert page.evaluate("document.activeElement === document.body")
    stops = []
    for _stop in range(4):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.value || document.activeElement.classList[0] || 'link'"))
    assert stops == ["link", "accept", "decline", "skip-link"]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(key)
    expect(page.get_by_role("status")).to_contain_text("You declined analytics cookies")
    expect(page.get_by_role("status")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hide this message")).to_be_focused()


def test_accepting_counts_this_page_and_each_one_after(page, home):
    page.goto(home)
    with counted(page):
        page.get_by_role("button", name="Accept").click()
    with counted(page):
        page.goto(f"{home}cookies/")
    assert dict(PageCount.objects.values_list("path", "total")) == {"/": 1, "/cookies/": 1}
    assert DecisionCount.objects.get().choice == "accept"


def test_declining_switches_nothing_on(page, home, requested):
    page.goto(home)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("status")).to_contain_text("You declined")
    page.reload()
    page.wait_for_timeout(300)
    assert not [url for url in requested if "count" in url]
    assert [cookie["name"] for cookie in page.context.cookies()] == ["consent"]


def test_counter_waits_for_the_servers_word(page, home, requested):
    page.goto(home)
    page.route("**/consent/", lambda route: (page.wait_for_timeout(700), route.continue_()))
    with page.expect_response("**/consent/"), counted(page):
        page.get_by_role("button", name="Accept").click()
        page.wait_for_timeout(300)
        assert not [url for url in requested if "counter" in url]


def test_hiding_the_confirmation_leaves_the_page(page, home):
    page.goto(home)
    page.get_by_role("button", name="Decline").click()
    page.get_by_role("button", name="Hide this message").click()
    expect(page.locator("#consent")).to_be_hidden()


def test_failed_answer_gives_the_question_back(page, home, requested):
    page.goto(home)
    page.route("**/consent/", lambda route: route.fulfill(status=500))
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Your choice was not saved. Nothing was switched on. Please try again."
    )
    expect(page.get_by_role("button", name="Accept")).to_be_focused()
    assert not [url for url in requested if "counter" in url]


@pytest.mark.parametrize(("width", "path"), [(320, "fr/"), (360, ""), (1280, "ar/")])
def test_banner_shifts_nothing(page, home, width, path):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(home + path)
    page.route("**/consent/", lambda route: (page.wait_for_timeout(1000), route.continue_()))
    with page.expect_response("**/consent/"):
        page.locator("[value=decline]").click()
    expect(page.locator("#consent a[href$='/cookies/']")).to_be_visible()
    assert page.evaluate(SHIFTS) <= 0.001


def test_decided_visitor_never_sees_the_banner_nor_asks_the_server(page, home, requested):
    page.goto(home)
    page.get_by_role("button", name="Decline").click()
    expect(page.get_by_role("status")).to_contain_text("You declined")
    requested.clear()
    for _view in range(3):
        page.goto(home, wait_until="commit")
        expect(page.locator("html")).to_have_attribute("data-consent", "decided")
        expect(page.locator("#consent")).to_be_hidden()
    assert not [url for url in requested if "/consent/" in url]


def test_signal_hides_the_banner_until_the_visitor_says_otherwise(new_context, home):
    context = new_context(extra_http_headers={"Sec-GPC": "1"})
    context.add_init_script(SIGNAL_SCRIPT)
    page = context.new_page()
    page.goto(home)
    expect(page.locator("#consent")).to_be_hidden()
    assert context.cookies() == []
    page.goto(f"{home}cookies/")
    page.get_by_label("On", exact=True).check()
    with counted(page):
        page.get_by_role("button", name="Save").click()
    assert PageCount.objects.filter(path="/cookies/").exists()


def test_withdrawal_takes_a_link_and_two_clicks(page, home):
    page.goto(home)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_contain_text("You accepted")
    page.locator("footer [data-cookie-settings]").click()
    page.get_by_label("Off", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#consent-declined")).to_be_visible()
    assert page.context.cookies()[0]["value"].endswith(":n")


def test_new_version_asks_again_who_accepted(page, home):
    page.goto(home)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status")).to_contain_text("You accepted")
    policy.Purpose.objects.filter(slug="analytics").update(provider="Someone else")
    policy.publish()
    page.goto(home)
    expect(page.get_by_role("button", name="Accept")).to_be_visible()


def test_answer_in_one_tab_is_seen_in_the_other(context, home):
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(home)
    first.get_by_role("button", name="Decline").click()
    expect(first.get_by_role("status")).to_contain_text("You declined")
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(second.locator("#consent")).to_be_hidden()


def test_banner_is_a_named_region_with_strong_borders(new_context, home):
    page = new_context(forced_colors="active", reduced_motion="reduce").new_page()
    page.goto(home)
    banner = page.get_by_role("region", name="This page uses cookies")
    expect(banner).to_be_visible()
    assert banner.evaluate("each => getComputedStyle(each).position") == "static"
    assert banner.locator("button").first.evaluate("each => getComputedStyle(each).borderTopStyle") == "solid"
    assert page.evaluate("document.querySelector('#consent').getAnimations({subtree: true}).length") == 0


@pytest.mark.parametrize(
    ("path", "scheme"), [("", "light"), ("", "dark"), ("yo/cookies/", "light"), ("ar/cookies/", "dark")]
)
def test_banner_and_settings_break_no_accessibility_rule(new_context, home, path, scheme):
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}).new_page()
    page.goto(home + path)
    found = Axe().run(page, context="#consent, .cookies" if path else "#consent")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found.response["violations"]] == []


def test_settings_need_no_sideways_scroll(page, home):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{home}cookies/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
