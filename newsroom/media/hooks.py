"""Where other rooms tell the library what it cannot know by itself, and hear what it does to a picture in use.

What is announced runs inside the deed's transaction, after the picture's row is saved: what may take long or fail by
itself is put off by the listener with ``transaction.on_commit``.
"""

# Callables of (picture, user) that return [(label, url), …]: the uses of the picture that this user may see.
usages = []
# Callables of (picture or file) that return how many pages show it to readers now.
live_uses = []
# Callables that return the keys of the pictures that readers see now, as a set or as a query.
shown = []
# Callables that return the keys of the pictures that stand in texts, where no row of the database refers to them.
in_texts = []
# The same for files and recordings: callables of (attachment, user) that return [(label, url), …], and callables that
# return the keys of those that stand in texts, readers' and the desk's.
attachment_usages = []
attachments_in_texts = []
# Callables of (picture, old, actor, reason), after its origin was corrected; ``old`` is the origin before.
relabelled = []
# Callables of (picture or file, actor, reason), after it was taken from every page.
pulled = []
# Callables of (picture or file, actor), after it was put back.
restored = []


def where_used(picture, user):
    """Return every use of the picture that the user may see, as (label, url)."""
    return [use for usage in usages for use in usage(picture, user)]


def count_live_uses(item):
    """Return how many pages show the picture or the file to readers now."""
    return sum(count(item) for count in live_uses)


def written_into_texts():
    """Return the keys of all pictures that stand in texts."""
    return {key for keys in in_texts for key in keys()}


def where_attached(attachment, user):
    """Return every use of the file that the user may see, as (label, url)."""
    return [use for usage in attachment_usages for use in usage(attachment, user)]


def attachments_written_into_texts():
    """Return the keys of all files and recordings that stand in texts."""
    return {key for keys in attachments_in_texts for key in keys()}


def announce(listeners, *news):
    """Tell every listener."""
    for listener in listeners:
        listener(*news)
