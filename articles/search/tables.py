"""The indexes' tables in each database, and their few statements: FTS5 on SQLite, ``tsvector`` with GIN on PostgreSQL.

Readers' index has one row for each live edition, in four kinds of terms: headline, body, exact (as written) and
facets. The desk's has one for each working copy, in a table of its own, so that readers' search cannot reach it.
"""

from typing import NamedTuple

from django.db import connection

BATCH = 500
# PostgreSQL finds so many keys through the index of terms in a few milliseconds.
RARE = 2000


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

    @property
    def key(self):
        return "rowid" if connection.vendor == "sqlite" else self.column

    def create(self):
        """Return the statements that make the table."""
        if connection.vendor == "sqlite":
            options = "tokenize='unicode61 remove_diacritics 0', detail=full, prefix='3'"
            return [f"CREATE VIRTUAL TABLE {self.table} USING fts5({', '.join(self.kinds)}, {options})"]
        # A column for each kind, and no weights: those the index does not know, so that it would read every row.
        columns = ", ".join(f"{kind} tsvector NOT NULL" for kind in self.kinds)
        return [
            f"CREATE TABLE {self.table} ({self.column} bigint PRIMARY KEY, {columns})",
            f"CREATE INDEX {self.table}_terms ON {self.table} USING gin ({', '.join(self.kinds)})",
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
                vectors = ", ".join(["to_tsvector('simple', %s)"] * len(self.kinds))
                renewed = ", ".join(f"{kind} = EXCLUDED.{kind}" for kind in self.kinds)
                cursor.executemany(
                    f"INSERT INTO {self.table} VALUES (%s, {vectors}) "  # noqa: S608
                    f"ON CONFLICT ({self.column}) DO UPDATE SET {renewed}",
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
            if connection.vendor != "sqlite":
                # It cannot tell a rare word from a common one, and looks for a rare one row by row, from the newest on.
                # So it is asked without an order first; of what it finds more of, it soon finds the newest.
                cursor.execute(f"{sql} LIMIT %s", [*params, RARE])
                if len(found := cursor.fetchall()) < RARE:
                    return sorted((key for (key,) in found), reverse=True)[:most]
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
        if connection.vendor == "sqlite":
            conditions, params = [f"{self.table} MATCH %s"], [_fts5(terms)]
        else:
            conditions, params = [], []
            for alternatives in terms:
                asked = [(kind, _tsquery(term)) for term in alternatives for kind in term[0]]
                conditions.append("(" + " OR ".join(f"{kind} @@ to_tsquery('simple', %s)" for kind, _ in asked) + ")")
                params += [query for _, query in asked]
        return f"SELECT {self.key} FROM {self.table} WHERE {' AND '.join(conditions)}", params  # noqa: S608


READERS = Index("articles_search", Row)
DESK = Index("articles_desk_search", StoryRow)


def _fts5(terms):
    """Return the terms in FTS5's language: every word quoted, so that none of it is the reader's."""
    return " AND ".join("(" + " OR ".join(map(_fts5_term, alternatives)) + ")" for alternatives in terms)


def _fts5_term(term):
    kinds, words, is_beginning = term
    return f'{{{" ".join(kinds)}}} : "{" ".join(words)}"{"*" if is_beginning else ""}'


def _tsquery(term):
    """Return a term in PostgreSQL's language: every word quoted, so that none of it is the reader's."""
    _kinds, words, is_beginning = term
    return " <-> ".join(f"'{word}'" for word in words) + (":*" if is_beginning else "")
