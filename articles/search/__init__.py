"""The index that readers' search asks: words, and the tables they lie in on SQLite and PostgreSQL."""
