"""Keeps the readers' catalogues: fails where one is stale, incomplete or not compiled (docs/translations.md).

python .ci/catalogues.py                           checks
python .ci/catalogues.py --write                   takes up new strings, compiles, and lists the drafts in the guide
python .ci/catalogues.py --add de                  begins one more language, as a preview, and then does the same
python .ci/catalogues.py --add zu Zulu isiZulu     the same with a language that Django does not know

A preview (``newsroom/languages.toml``) may leave our strings empty; all else holds for it too.
"""

import ast
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple

from django.conf import locale

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("newsroom/locale")
HAND_KEPT = Path("newsroom/locale_django")
FORMATS = Path("newsroom/formats")
LANGUAGES = Path("newsroom/languages.toml")
# Begins the hand-kept words of a language that Django does not know, and its formats.
PATTERN = "yo"
CATALOGUES = "*/LC_MESSAGES/django.po"
GUIDE = ROOT / "docs" / "translations.md"
LIST_HEADING = "## What a native reader should still check\n"
# A translator's comment that begins so names the source that settled the words; all other words are drafts.
SETTLED = "# Settled: "
NO_WORDS = re.compile(r"%\(\w+\)[sd]|<[^>]+>|[\W\d_]")
# What is rightly the same in English; anything else that is has been forgotten.
SAME_AS_ENGLISH = {
    "ar": {"IndexedDB"},
    "es": {"Audio", "Cookie", "IndexedDB"},
    "fr": {
        "Audio",
        "Cookie",
        "Correction",
        "Corrections",
        "Document",
        "IndexedDB",
        "Opinion",
        "Pages",
        "Pixel",
        "Sources",
    },
    "ig": {"Data:"},
    "pt": {"Cookie", "IndexedDB"},
    "yo": {"IndexedDB"},
}
NEW_HEADER = """\
# {language}: what readers see around the stories.
# docs/translations.md lists the words that a native reader should still check.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: newsroom\\n"
"Report-Msgid-Bugs-To: \\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"""
# Of most languages; Django's catalogue knows better where it has the language.
PLURAL = "nplurals=2; plural=(n != 1);"
FIELD = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")')


class Message(NamedTuple):
    """One entry of a catalogue; ``texts`` are the forms of its translation."""

    context: str
    id: str
    plural: str
    texts: list
    is_fuzzy: bool
    settled_by: str


def read(path):
    """Return the messages of a .po file, without its header."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    messages = [_message(block.splitlines()) for block in blocks if "\nmsgid" in f"\n{block}"]
    return [message for message in messages if message.id]


def _message(lines):
    fields, field = {}, ""
    for line in lines:
        if found := FIELD.fullmatch(line):
            field = found[1] or field
            fields[field] = fields.get(field, "") + ast.literal_eval(found[2])
    return Message(
        context=fields.get("msgctxt", ""),
        id=fields.get("msgid", ""),
        plural=fields.get("msgid_plural", ""),
        texts=[text for name, text in fields.items() if name.startswith("msgstr")],
        is_fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in lines),
        settled_by="".join(line.removeprefix(SETTLED) for line in lines if line.startswith(SETTLED)),
    )


def previews():
    """Return the languages whose catalogue may be begun only."""
    rows = tomllib.loads((ROOT / LANGUAGES).read_text(encoding="utf-8"))
    return [code for code, row in rows.items() if row.get("preview")]


def languages():
    """Return the languages that have a catalogue."""
    return sorted(path.name for path in (ROOT / LOCALE).iterdir() if path.is_dir())


def extract(target, wanted):
    """Copy what readers' strings stand in to a folder, and take them up in the catalogues there."""
    for name in ("newsroom", "articles", "templates"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    # Editors' screens are in English.
    shutil.rmtree(target / "templates" / "admin")
    shutil.copy(ROOT / "manage.py", target)
    (target / "static").symlink_to(ROOT / "static")
    options = [f"--locale={language}" for language in wanted]
    made = subprocess.run(
        [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete", "--no-wrap", *options],
        cwd=target,
        env=os.environ | {"NEWSROOM_VAR": str(target / "var")},
        capture_output=True,
    )
    if made.returncode:
        sys.exit(made.stderr.decode())
    for path in (target / LOCALE).glob(CATALOGUES):
        path.write_text(_tidied(path.read_text(encoding="utf-8"), path.parts[-3]), encoding="utf-8")
    return target / LOCALE


def _tidied(text, language):
    """Return a catalogue as gettext made it, without the day of the run, which would change every file each time.

    A new one gets our header. In a preview a guess is no help: the message is left out until somebody translates it.
    """
    header, *blocks = re.sub('"POT-Creation-Date:.*\n', "", text).split("\n\n")
    if "SOME DESCRIPTIVE TITLE" in header:
        plural = re.search(r'"Plural-Forms: (nplurals=\d.*?)\\n"', header)
        header = NEW_HEADER.format(language=language, plural=plural[1] if plural else PLURAL).rstrip("\n")
    if language in previews():
        blocks = [_without_guess(block) for block in blocks]
    return "\n\n".join([header, *blocks])


def _without_guess(block):
    if not re.search("^#,.* fuzzy", block, re.M):
        return block
    block = re.sub(r'^(msgstr(?:\[\d\])?) "(?:.|\n)*?"(?=\n?\Z|\nmsgstr)', r'\1 ""', block, flags=re.M)
    return re.sub("^#, fuzzy\n|^#\\|.*\n|(?<=^#), fuzzy(?=,)", "", block, flags=re.M)


def stale(fresh):
    """Yield what differs between the catalogues and freshly made ones: strings that are new, changed or gone."""
    for made in sorted(fresh.glob(CATALOGUES)):
        kept = ROOT / LOCALE / made.relative_to(fresh)
        both = [read(path) if path.exists() else [] for path in (kept, made)]
        lines = [sorted(f"{m.context}|{m.id}|{m.plural}" for m in messages) for messages in both]
        yield from (
            f"{kept.relative_to(ROOT)}: {line}"
            for line in difflib.unified_diff(*lines, lineterm="", n=0)
            if not line.startswith(("---", "+++", "@@"))
        )


def incomplete(path):
    """Yield the messages of a catalogue that are fuzzy, not translated in every form or left as they are in English.

    A new catalogue's header is fuzzy. A preview may leave out one of our messages, not one of its forms.
    """
    language = path.parts[-3]
    is_hand_kept = path.relative_to(ROOT).is_relative_to(HAND_KEPT)
    if re.search('^#, fuzzy\nmsgid ""\nmsgstr ""\n"Project', path.read_text(encoding="utf-8"), re.M):
        yield f"{path.relative_to(ROOT)}: header: check Plural-Forms, and take away “fuzzy”"
    for message in read(path):
        is_left_out = language in previews() and not is_hand_kept and not any(message.texts)
        if message.is_fuzzy or not (all(message.texts) or is_left_out):
            yield f"{path.relative_to(ROOT)}: {'fuzzy' if message.is_fuzzy else 'not translated'}: {message.id}"
        elif not is_hand_kept and is_same_as_english(message, language):
            yield f"{path.relative_to(ROOT)}: still in English (or list it in SAME_AS_ENGLISH): {message.id}"


def is_same_as_english(message, language):
    """Return whether a translation is the English text, though it has words and is not listed as rightly the same."""
    has_words = bool(NO_WORDS.sub("", message.id))
    is_listed = message.id in SAME_AS_ENGLISH.get(language, ())
    return has_words and not is_listed and not {message.id, message.plural}.isdisjoint(filter(None, message.texts))


def compiled(path):
    """Return the .mo of a .po file; msgfmt checks header, plural forms and placeholders."""
    made = subprocess.run(["msgfmt", "--check", "-o", "-", path], capture_output=True)
    if made.returncode:
        sys.exit(made.stderr.decode())
    return made.stdout


def catalogues():
    """Return every .po file of the project."""
    return [path for folder in (LOCALE, HAND_KEPT) for path in sorted((ROOT / folder).glob(CATALOGUES))]


def with_list(guide):
    """Return the guide with the list of drafts at its end made anew."""
    parts = [guide.partition(LIST_HEADING)[0] + LIST_HEADING]
    for language in languages():
        messages = read(ROOT / LOCALE / language / "LC_MESSAGES/django.po")
        drafts = [m for m in messages if any(m.texts) and not m.settled_by]
        rows = [f"| {_cell([m.id])} | {_cell(m.texts)} |" for m in drafts]
        title = f"{language} (preview)" if language in previews() else language
        parts.append("\n".join([f"\n### {title}\n", "| English | draft |", "|---|---|", *rows, ""]))
    return "".join(parts)


def _cell(texts):
    """Several plural forms stand behind each other; markup is shown, not obeyed."""
    return " · ".join(dict.fromkeys(texts)).replace("|", "\\|").replace("<", "&lt;")


def problems(fresh):
    """Yield everything that is not as it should be."""
    yield from stale(fresh)
    for path in catalogues():
        yield from incomplete(path)
        mo = path.with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(path):
            yield f"{mo.relative_to(ROOT)}: not compiled from its .po"
    guide = GUIDE.read_text(encoding="utf-8")
    if guide != with_list(guide):
        yield f"{GUIDE.relative_to(ROOT)}: the list of drafts is not that of the catalogues"


def write(fresh):
    """Bring catalogues, compiled files and the list of drafts up to date."""
    shutil.copytree(fresh, ROOT / LOCALE, dirs_exist_ok=True)
    for path in catalogues():
        path.with_suffix(".mo").write_bytes(compiled(path))
    GUIDE.write_text(with_list(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")


def add(code, name="", own_name=""):
    """Begin a language as a preview: its row, and its formats and words of Django's own where Django lacks them."""
    info = locale.LANG_INFO.get(code, {"name": name, "name_local": own_name})
    if code in tomllib.loads((ROOT / LANGUAGES).read_text(encoding="utf-8")):
        sys.exit(f"{LANGUAGES} has {code} already.")
    if not (info["name"] and info["name_local"]):
        sys.exit(f"Django does not know {code}: add its name in English and in itself, such as --add zu Zulu isiZulu.")
    with (ROOT / LANGUAGES).open("a", encoding="utf-8") as file:
        file.write(f'\n[{code}]\nname = "{info["name"]}"\nown_name = "{info["name_local"]}"\npreview = true\n')
    if not (Path(locale.__file__).parent / code / "formats.py").exists():
        shutil.copytree(ROOT / FORMATS / PATTERN, ROOT / FORMATS / code, ignore=shutil.ignore_patterns("__pycache__"))
        path = ROOT / FORMATS / code / "formats.py"
        path.write_text(re.sub('"""\\w+', f'"""{info["name"]}', path.read_text("utf-8"), count=1), encoding="utf-8")
    if code not in locale.LANG_INFO:
        pattern = (ROOT / HAND_KEPT / PATTERN / "LC_MESSAGES/django.po").read_text(encoding="utf-8")
        messages = re.sub('^msgstr ".*"', 'msgstr ""', pattern.partition("\n\n")[2], flags=re.M)
        path = ROOT / HAND_KEPT / code / "LC_MESSAGES/django.po"
        path.parent.mkdir(parents=True)
        path.write_text(f"{NEW_HEADER.format(language=code, plural=PLURAL)}\n{messages}", encoding="utf-8")


def main(arguments):
    is_writing = arguments[:1] in (["--write"], ["--add"])
    if arguments[:1] == ["--add"]:
        add(*arguments[1:])
    with tempfile.TemporaryDirectory() as temporary:
        fresh = extract(Path(temporary), {*languages(), *arguments[1:2]})
        if is_writing:
            write(fresh)
        found = list(problems(fresh))
    if found:
        remedy = "Translate these." if is_writing else "Remedy: python .ci/catalogues.py --write, then translate."
        sys.exit("\n".join([*found, remedy]))
    print("Catalogues are complete, compiled and listed.")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
