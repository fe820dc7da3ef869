"""The indexes that readers' search and the desk's ask: words, and the tables they lie in on SQLite and PostgreSQL."""
