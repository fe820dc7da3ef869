"""The index's table in each database, and its few statements: FTS5 on SQLite, ``tsvector`` with GIN on PostgreSQL.

It has one row for each live edition, in four kinds of terms: headline, body, exact (as written) and facets.
"""

from typing import NamedTuple

from django.db import connection

TABLE = "articles_search"
KINDS = ("headline", "body", "exact", "facets")
# PostgreSQL tells the kinds apart by the weights of a tsvector.
WEIGHTS = dict(zip(KINDS, "ABCD", strict=True))

CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(KINDS)}, tokenize='unicode61 remove_diacritics 0', "
        "detail=full, prefix='3')"
    ],
    "postgresql": [
        f"CREATE TABLE {TABLE} (edition_id bigint PRIMARY KEY, terms tsvector NOT NULL)",
        f"CREATE INDEX articles_search_terms ON {TABLE} USING gin (terms)",
    ],
}
DROP = f"DROP TABLE IF EXISTS {TABLE}"
CLEAR = f"DELETE FROM {TABLE}"  # noqa: S608


class Row(NamedTuple):
    """An edition's terms, each kind as text with one space between."""

    edition_id: int
    headline: str
    body: str
    exact: str
    facets: str


def write(rows):
    """Put rows in the index, in the place of older ones of the same editions."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row.edition_id,) for row in rows])  # noqa: S608
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, {', '.join(KINDS)}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
                rows,
            )
        else:
            vectors = " || ".join(f"setweight(to_tsvector('simple', %s), '{weight}')" for weight in WEIGHTS.values())
            cursor.executemany(
                f"INSERT INTO {TABLE} VALUES (%s, {vectors}) "  # noqa: S608
                "ON CONFLICT (edition_id) DO UPDATE SET terms = EXCLUDED.terms",
                rows,
            )


def remove(edition_ids):
    """Take editions out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE {_key()} = %s", [(pk,) for pk in edition_ids])  # noqa: S608


def clear():
    """Take everything out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)


def newest(terms, most):
    """Return the keys of the newest editions that have all the terms, the newest first.

    ``terms`` are alternatives side by side, [[(kinds, words, is_beginning), …], …]: one of each list must be there, its
    words one after the other, in one of its kinds. Work does not grow with the number of hits.
    """
    match = _fts5 if connection.vendor == "sqlite" else _tsquery
    query = match(terms)
    condition = f"{TABLE} MATCH %s" if connection.vendor == "sqlite" else "terms @@ to_tsquery('simple', %s)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_key()} FROM {TABLE} WHERE {condition} ORDER BY {_key()} DESC LIMIT %s",  # noqa: S608
            [query, most],
        )
        return [key for (key,) in cursor.fetchall()]


def among(terms, edition_ids):
    """Return which of these editions have all the terms."""
    if not edition_ids:
        return set()
    match = _fts5 if connection.vendor == "sqlite" else _tsquery
    condition = f"{TABLE} MATCH %s" if connection.vendor == "sqlite" else "terms @@ to_tsquery('simple', %s)"
    keys = ", ".join(str(int(pk)) for pk in edition_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_key()} FROM {TABLE} WHERE {condition} AND {_key()} IN ({keys})",  # noqa: S608
            [match(terms)],
        )
        return {key for (key,) in cursor.fetchall()}


def _key():
    return "rowid" if connection.vendor == "sqlite" else "edition_id"


def _fts5(terms):
    """Return the terms in FTS5's language: every word quoted, so that none of it is the reader's."""
    return " AND ".join("(" + " OR ".join(map(_fts5_term, alternatives)) + ")" for alternatives in terms)


def _fts5_term(term):
    kinds, words, is_beginning = term
    return f'{{{" ".join(kinds)}}} : "{" ".join(words)}"{"*" if is_beginning else ""}'


def _tsquery(terms):
    return " & ".join("(" + " | ".join(map(_tsquery_term, alternatives)) + ")" for alternatives in terms)


def _tsquery_term(term):
    kinds, words, is_beginning = term
    weights = "".join(WEIGHTS[kind] for kind in kinds)
    *first, last = [f"'{word}':{weights}" for word in words]
    return "(" + " <-> ".join([*first, last + ("*" if is_beginning else "")]) + ")"
