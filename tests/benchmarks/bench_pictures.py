"""What a 24-megapixel upload costs, beside a plain Pillow save of the same sizes.

Run it in the root of the project: ``python tests/benchmarks/bench_pictures.py``. It draws its own photograph, works in
a directory of its own and prints the medians. Peak memory is measured in a process of its own, above what it takes
idle.
"""

import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
SIZE = (6000, 4000)
CARD_MOST = 40 * 1024


def photograph(path):
    """Draw a photograph of 24 megapixels: a scene, with the grain of a camera."""
    from PIL import Image  # slow import

    from articles.demo.pictures import draw  # slow import

    scene = draw("market_awnings", 3).resize(SIZE, Image.Resampling.LANCZOS)
    grain = Image.merge("RGB", [Image.effect_noise(SIZE, 14) for _ in range(3)])
    Image.blend(scene, grain, 0.12).save(path, "JPEG", quality=92)


def peak():
    """Return the most memory this process has taken so far, in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def upload_once(path):
    """Upload through the form; return seconds until answered and until all is made, memory above idle, and sizes."""
    import django  # slow import

    django.setup()
    from django.contrib.auth import get_user_model  # app ready
    from django.core.management import call_command  # app ready
    from django.test import Client  # app ready
    from django.urls import reverse  # app ready

    from newsroom.media.models import Picture  # app ready
    from newsroom.media.operations import rendering  # app ready

    call_command("migrate", verbosity=0)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.create_superuser("root", password=None))
    address = reverse("admin:media_picture_add")
    client.get(address)
    words = {"alt": "A market", "credit": "Ada Example", "origin": "digitalCapture", "focal_x": 0.5, "focal_y": 0.5}
    idle = peak()
    with path.open("rb") as file:
        start = time.perf_counter()
        answer = client.post(address, words | {"upload": file})
        answered = time.perf_counter() - start
    if answer.status_code != 302:
        raise SystemExit(f"The upload answered {answer.status_code}: {answer.context['adminform'].form.errors}")
    picture = rendering.render(Picture.objects.get())
    finished = time.perf_counter() - start
    from django.core.files.storage import default_storage  # app ready

    card = picture.image("card", "avif")
    return {
        "answered": answered,
        "finished": finished,
        "memory": peak() - idle,
        "detection": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        "card": default_storage.size(card["name"]),
        "sizes": [(row["format"], row["width"], row["height"]) for rows in picture.renditions.values() for row in rows],
    }


def plain_save(path, sizes):
    """Return the seconds in which Pillow alone opens the file and saves it in the same sizes, one after the other."""
    from PIL import Image  # slow import

    start = time.perf_counter()
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    for kind, width, height in sizes:
        image.resize((width, height), Image.Resampling.LANCZOS).save(io.BytesIO(), kind)
    return time.perf_counter() - start


def in_own_process(path):
    """Upload in a fresh process with a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NEWSROOM_VAR": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        environment["PYTHONPATH"] = str(ROOT)
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, __file__, str(path)]
        return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


def main():
    """Print the medians beside the figures they are held to."""
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        photograph(path)
        uploads = [in_own_process(path) for _ in range(ROUNDS)]
        plain = statistics.median(plain_save(path, uploads[0]["sizes"]) for _ in range(ROUNDS))
        print(f"{SIZE[0]} × {SIZE[1]} JPEG of {path.stat().st_size / 1e6:.1f} MB, median of {ROUNDS}")
    figures = ("answered", "finished", "memory", "detection", "card")
    median = {name: statistics.median(one[name] for one in uploads) for name in figures}
    rows = [
        ("request answered", f"{median['answered']:.2f} s", median["answered"] <= 2, "≤ 2 s"),
        ("… beside plain Pillow", f"{median['answered'] / plain:.2f} ×", True, "–"),
        ("all public sizes made", f"{median['finished']:.2f} s", median["finished"] <= 8, "≤ 8 s"),
        ("… beside plain Pillow", f"{median['finished'] / plain:.2f} ×", True, "–"),
        ("the same sizes, plain Pillow", f"{plain:.2f} s", True, "–"),
        ("memory above idle", f"{median['memory']:.0f} MB", median["memory"] <= 400, "≤ 400 MB"),
        ("… and by the search for marks", f"{median['detection']:.0f} MB", True, "–"),
        ("card, AVIF, 800 pixels", f"{median['card'] / 1024:.0f} KB", median["card"] <= CARD_MOST, "≤ 40 KB"),
    ]
    for name, value, is_good, bound in rows:
        print(f"{name:<32}{value:>10}   {bound:<10}{'' if is_good else 'MISSED'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(upload_once(Path(sys.argv[1]))))
    else:
        main()
