"""One SQLite file a client: posts, search, history. The only room that knows SQLite."""
