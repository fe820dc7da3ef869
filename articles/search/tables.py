"""The indexes' tables in each database, and their few statements: FTS5 on SQLite, ``tsvector`` with GIN on PostgreSQL.

Readers' index has one row for each live edition, in four kinds of terms: headline, body, exact (as written) and
facets. The desk's has one for each working copy, in a table of its own, so that readers' search cannot reach it.
"""

from typing import NamedTuple

from django.db import connection

BATCH = 500


class Row(NamedTuple):
    """An edition's terms, each kind as text with one space between."""

    edition_id: int
    headline: str
    body: str
    exact: str
    facets: str


class StoryRow(NamedTuple):
    """A working copy's terms, as text with one space between."""

    story_id: int
    words: str


class Index:
    """An index, of the rows that a class describes: the key, then the kinds of terms."""

    def __init__(self, table, row):
        self.table = table
        self.column, *self.kinds = row._fields
        # PostgreSQL tells several kinds apart by the weights of a tsvector; with one it need not read the tsvector.
        self.weights = dict(zip(self.kinds, "ABCD", strict=False)) if len(self.kinds) > 1 else {}

    @property
    def key(self):
        return "rowid" if connection.vendor == "sqlite" else self.column

    def create(self):
        """Return the statements that make the table."""
        if connection.vendor == "sqlite":
            options = "tokenize='unicode61 remove_diacritics 0', detail=full, prefix='3'"
            return [f"CREATE VIRTUAL TABLE {self.table} USING fts5({', '.join(self.kinds)}, {options})"]
        return [
            f"CREATE TABLE {self.table} ({self.column} bigint PRIMARY KEY, terms tsvector NOT NULL)",
            f"CREATE INDEX {self.table}_terms ON {self.table} USING gin (terms)",
        ]

    def drop(self):
        """Return the statement that takes the table away."""
        return f"DROP TABLE IF EXISTS {self.table}"

    def write(self, rows):
        """Put rows in the index, in the place of older ones with the same keys."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"DELETE FROM {self.table} WHERE rowid = %s", [(row[0],) for row in rows])  # noqa: S608
                places = ", ".join(["%s"] * (1 + len(self.kinds)))
                cursor.executemany(
                    f"INSERT INTO {self.table} (rowid, {', '.join(self.kinds)}) VALUES ({places})",  # noqa: S608
                    rows,
                )
            else:
                vector = "to_tsvector('simple', %s)"
                weighed = [f"setweight({vector}, '{weight}')" for weight in self.weights.values()] or [vector]
                cursor.executemany(
                    f"INSERT INTO {self.table} VALUES (%s, {' || '.join(weighed)}) "  # noqa: S608
                    f"ON CONFLICT ({self.column}) DO UPDATE SET terms = EXCLUDED.terms",
                    rows,
                )

    def rebuild(self, stored, row, *, progress):
        """Write the index anew: what ``row`` makes of each of these, a queryset; return how many there were."""
        self.clear()
        total, rows, done = stored.count(), [], 0
        for done, one in enumerate(stored.iterator(chunk_size=BATCH), 1):
            rows.append(row(one))
            if len(rows) == BATCH or done == total:
                self.write(rows)
                rows = []
                progress(done, total)
        return done

    def remove(self, keys):
        """Take rows out of the index."""
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {self.table} WHERE {self.key} = %s", [(pk,) for pk in keys])  # noqa: S608

    def clear(self):
        """Take everything out of the index."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table}")  # noqa: S608

    def newest(self, terms, most):
        """Return the newest keys that have all the terms, the newest first. Work does not grow with their number."""
        sql, params = self.matching(terms)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} ORDER BY {self.key} DESC LIMIT %s", [*params, most])
            return [key for (key,) in cursor.fetchall()]

    def among(self, terms, keys):
        """Return which of these keys have all the terms."""
        if not keys:
            return set()
        sql, params = self.matching(terms)
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} AND {self.key} IN ({', '.join(str(int(pk)) for pk in keys)})", params)
            return {key for (key,) in cursor.fetchall()}

    def matching(self, terms):
        """Return the statement that finds every key with all the terms, and its parameters.

        ``terms`` are alternatives side by side, [[(kinds, words, is_beginning), …], …]: one of each list must be there,
        its words one after the other, in one of its kinds.
        """
        is_sqlite = connection.vendor == "sqlite"
        query = _fts5(terms) if is_sqlite else self._tsquery(terms)
        condition = f"{self.table} MATCH %s" if is_sqlite else "terms @@ to_tsquery('simple', %s)"
        return f"SELECT {self.key} FROM {self.table} WHERE {condition}", [query]  # noqa: S608

    def _tsquery(self, terms):
        return " & ".join("(" + " | ".join(map(self._tsquery_term, alternatives)) + ")" for alternatives in terms)

    def _tsquery_term(self, term):
        kinds, words, is_beginning = term
        weights = "".join(self.weights[kind] for kind in kinds if self.weights)
        mark = f"{'*' if is_beginning else ''}{weights}"
        *first, last = [f"'{word}'" for word in words]
        first = [f"{word}:{weights}" if weights else word for word in first]
        return "(" + " <-> ".join([*first, f"{last}:{mark}" if mark else last]) + ")"


READERS = Index("articles_search", Row)
DESK = Index("articles_desk_search", StoryRow)


def _fts5(terms):
    """Return the terms in FTS5's language: every word quoted, so that none of it is the reader's."""
    return " AND ".join("(" + " OR ".join(map(_fts5_term, alternatives)) + ")" for alternatives in terms)


def _fts5_term(term):
    kinds, words, is_beginning = term
    return f'{{{" ".join(kinds)}}} : "{" ".join(words)}"{"*" if is_beginning else ""}'
