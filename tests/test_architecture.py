"""Who may import whom (docs/architecture.md): read from the code with ``ast``, imports inside functions too."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the ground up; a module may import its own layer and those below. The longest name that fits decides.
LAYERS = {
    0: ["newsroom"],
    1: [
        *("articles", "articles.vocabulary", "articles.roles", "articles.slugs", "articles.statement"),
        *("articles.search", "articles.validators"),
    ],
    2: ["articles.models", "articles.migrations", "articles.triggers"],
    3: ["articles.operations"],
    4: [
        *("articles.admin", "articles.views", "articles.feeds", "articles.sitemaps", "articles.templatetags"),
        *("articles.management", "articles.demo", "articles.converters", "articles.frame"),
        *("articles.checklist", "articles.checks", "articles.desk_links", "articles.recent", "articles.usages"),
    ],
    5: ["articles.apps", "articles.urls", "articles.page_urls"],
}
# The only code under newsroom/ that may name ``articles``.
JOINS = {"newsroom.settings", "newsroom.urls"}
READERS = ["articles.views", "articles.feeds", "articles.sitemaps", "articles.frame"]
READERS += [
    f"articles.operations.{name}"
    for name in ("addresses", "cards", "channels", "corrections", "front", "labels", "reading", "related", "searching")
]
READERS += [f"articles.operations.{name}" for name in ("news_article", "ninjs", "projections", "structured_data")]
READERS += [f"articles.operations.{name}" for name in ("redirects", "ai_counts", "ai_guide", "ai_log", "reports")]
REASONS = ("app ready", "slow import", "optional dependency")
# A third-party name lives in one file or room.
HOMES = {
    "PIL": ["newsroom.media.renditions", "newsroom.media.", "articles.demo."],
    "nh3": ["newsroom.richtext"],
    "pillow_heif": ["newsroom.media.renditions"],
    "c2pa": ["newsroom.media.detection."],
    "storages": ["newsroom.media.buckets"],
}


def modules():
    for path in sorted([*ROOT.glob("newsroom/**/*.py"), *ROOT.glob("articles/**/*.py")]):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, path


def imports(path):
    """Yield (imported module or name, line number, inside a function) for every import of ours or others'."""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in inside
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, id(node) in inside


def layer(name):
    fits = [(len(root), number) for number, roots in LAYERS.items() for root in roots if within(name, root)]
    return max(fits)[1] if fits else None


def within(name, root):
    return name == root or name.startswith(f"{root}.")


MODULES = dict(modules())


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "articles")])
def test_module_imports_its_own_layer_or_one_below(name):
    above = [
        f"line {line}: {target}"
        for target, line, _inside in imports(MODULES[name])
        if within(target, "articles") and layer(target) > layer(name)
    ]
    assert above == []


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "newsroom") and name not in JOINS])
def test_site_room_knows_no_stories(name):
    assert [target for target, _line, _inside in imports(MODULES[name]) if within(target, "articles")] == []


@pytest.mark.parametrize("name", [name for name in MODULES if any(within(name, reader) for reader in READERS)])
def test_reader_code_reaches_no_working_copy(name):
    source = MODULES[name].read_text("utf-8")
    found = [target for target, _line, _inside in imports(MODULES[name])]
    reached = [t for t in found if within(t, "articles.models.story") or t in {"articles.models.Story"}]
    attributes = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == "story" and isinstance(node.value, ast.Name | ast.Attribute)
    ]
    assert (reached, attributes) == ([], [])


@pytest.mark.parametrize("name", MODULES)
def test_import_inside_a_function_says_why(name):
    lines = MODULES[name].read_text("utf-8").splitlines()
    silent = [
        lines[line - 1].strip()
        for _target, line, inside in imports(MODULES[name])
        if inside and not any(reason in lines[line - 1] for reason in REASONS)
    ]
    assert silent == []


@pytest.mark.parametrize("name", MODULES)
def test_third_party_name_lives_in_its_home(name):
    strays = [
        target
        for target, _line, _inside in imports(MODULES[name])
        for package, homes in HOMES.items()
        if within(target, package) and not any(name.startswith(home) for home in homes)
    ]
    assert strays == []


@pytest.mark.parametrize("name", [name for name in MODULES if "migrations" not in name])
def test_file_is_short_enough_to_read(name):
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= 300


def test_every_story_module_has_a_layer():
    known = [root for number, roots in LAYERS.items() if number for root in roots if root != "articles"]
    homeless = [
        n for n in MODULES if within(n, "articles") and n != "articles" and not any(within(n, k) for k in known)
    ]
    assert homeless == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("templates/**/*.html")), ids=lambda path: path.name)
def test_only_the_picture_component_prints_images(path):
    allowed = path.name == "picture.html" or "admin" in path.parts
    assert allowed or "<img" not in path.read_text("utf-8")
