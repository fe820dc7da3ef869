"""The detection in a process of its own: whatever the file, an answer."""

import json
import subprocess
import sys
from threading import Thread

import pytest

from factories.marked_pictures import IPTC, drawn, source_type, with_texts, with_xmp
from newsroom.media.detection import detect, seal
from newsroom.media.detection.runner import FAILED, ROOT, TOO_SLOW, UNREADABLE, Limits, _answer, detect_safely

MARKED = with_xmp(source_type(IPTC + "trainedAlgorithmicMedia"))


def test_process_finds_what_the_function_finds():
    assert detect_safely(MARKED) == detect(MARKED)


def test_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "dawn \u202egpj.jpg"
    path.write_bytes(MARKED)
    assert detect_safely(path) == detect(MARKED)


@pytest.mark.parametrize("path", ["/no/such/file.jpg", "a\0b", "/"])
def test_file_that_cannot_be_opened_is_unknown(path):
    found = detect_safely(path)
    assert (found.is_ai, found.evidence) == ("unknown", [])
    assert found.warnings in ([UNREADABLE], [FAILED])


def test_file_that_takes_too_long_is_unknown():
    found = detect_safely(MARKED, limits=Limits(seconds=0.001))
    assert (found.is_ai, found.warnings) == ("unknown", [TOO_SLOW])


def test_file_that_takes_too_much_memory_is_unknown():
    found = detect_safely(MARKED + bytes(80_000_000), limits=Limits(megabytes=60))
    assert (found.is_ai, found.warnings) == ("unknown", [FAILED])


def test_many_at_once_from_threads_all_answer():
    found = []
    threads = [Thread(target=lambda: found.append(detect_safely(MARKED).is_ai)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["yes"] * 6


def test_first_answer_stands_when_the_process_ends_at_the_seal():
    found = detect(MARKED)
    line = json.dumps(found.as_json()).encode()
    assert _answer(line + b"\n" + line[:50], FAILED) == found._replace(warnings=[FAILED])


@pytest.mark.parametrize("output", [b"", b"\n", b"[]\n", b"{}\n", b"\xff\n", b"no JSON\n"])
def test_answer_that_is_none_is_unknown(output):
    assert _answer(output, "").warnings == [FAILED]


def test_certificates_that_cannot_be_read_are_told_and_lose_nothing():
    found = detect_safely(MARKED, anchors="/no/such.pem")
    assert (found.is_ai, found.warnings) == ("yes", [seal.NO_ANCHORS])


def test_process_gets_no_secrets_of_the_server(monkeypatch):
    monkeypatch.setenv("PYTHONSTARTUP", "/no/such")
    monkeypatch.setenv("PYTHONHOME", "/no/such")
    assert detect_safely(drawn()).warnings == []


def test_process_loads_no_django_and_no_imaging_library():
    code = f"import sys; sys.path.append({str(ROOT)!r}); import newsroom.media.detection.worker; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert {"django", "PIL", "c2pa", "subprocess"}.isdisjoint(loaded.split())


def test_command_tells_what_files_say(tmp_path):
    path = tmp_path / "marked.png"
    path.write_bytes(with_texts({"parameters": "Steps: 20"}))
    command = [sys.executable, "-m", "newsroom.media.detection", path]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert "The file carries marks that AI tools leave." in told
