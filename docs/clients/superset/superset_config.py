"""A Superset for one machine that may open DuckDB files. Name it in SUPERSET_CONFIG_PATH."""

import os

SECRET_KEY = os.environ["SUPERSET_SECRET_KEY"]
SQLALCHEMY_DATABASE_URI = f"sqlite:///{os.environ['SUPERSET_HOME']}/superset.db"
# Superset takes local files for unsafe by default. Here they are opened read-only.
PREVENT_UNSAFE_DB_CONNECTIONS = False
# The answers are those of the file as it is now, also after a new publication.
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
