"""Search engines: one contract (`base`), and an implementation each for SQLite, PostgreSQL and Elasticsearch."""
