"""The bar that commands draw of long work."""

WIDTH = 40


def bar(done, total):
    """Return the bar, which replaces the line it is written on: "[####....] 1 of 2"."""
    filled = round(WIDTH * done / total)
    return f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {total:,}"
