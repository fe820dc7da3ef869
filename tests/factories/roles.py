"""The roles of the desk, and a table of what each of them may do."""

from factories.people import make_user

REPORTER, EDITOR, PUBLISHER = "reporter", "editor", "publisher"
ADMINISTRATOR, SUPERUSER, ANONYMOUS = "administrator", "superuser", "anonymous"
WRITERS = {REPORTER, EDITOR, PUBLISHER, SUPERUSER}
DESK = {EDITOR, PUBLISHER, SUPERUSER}
HEADS = {PUBLISHER, SUPERUSER}


def table():
    """Return an empty table of actions, and the decorator that enters one of them."""
    actions = {}

    def deed(*who):
        """Name those for whom an action happens; the action returns whether it did."""

        def name(function):
            actions[function.__name__] = (function, set().union(*who))
            return function

        return name

    return actions, deed


def other():
    return make_user("editor")
