"""Databases for one measurement each: a SQLite file, or a database on the throw-away PostgreSQL server."""

import os
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


class SQLiteStore:
    engine = "SQLite"

    def __init__(self, folder: Path):
        self._path = folder / "kammerportal.sqlite"
        self.address = f"sqlite:{self._path}"

    def run(self, script):
        """Statements in one transaction."""
        connection = sqlite3.connect(self._path, timeout=30)
        try:
            connection.executescript(f"BEGIN; {script}; COMMIT;")
        finally:
            connection.close()

    def value(self, query):
        connection = sqlite3.connect(self._path, timeout=30)
        try:
            return connection.execute(query).fetchone()[0]
        finally:
            connection.close()

    def remove(self):
        """The file goes with its folder."""


class PostgresStore:
    engine = "PostgreSQL"

    def __init__(self, folder: Path):
        self._server = os.environ["KAMMERPORTAL_TEST_POSTGRESQL"]
        self._name = f"bench_{folder.name.replace('-', '_').lower()}"
        self.address = urlunsplit(urlsplit(self._server)._replace(path=f"/{self._name}"))
        self._psql(self._server, f"CREATE DATABASE {self._name}")

    def run(self, script):
        self._psql(self.address, f"BEGIN; {script}; COMMIT;")

    def value(self, query):
        text = self._psql(self.address, query).strip()
        return int(text) if text.lstrip("-").isdigit() else text

    def remove(self):
        self._psql(self._server, f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    @staticmethod
    def _psql(address, script):
        done = subprocess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", address], input=script, text=True,
            capture_output=True, timeout=120, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql failed:\n{done.stderr}")
        return done.stdout


def available_stores():
    stores = [SQLiteStore]
    if os.environ.get("KAMMERPORTAL_TEST_POSTGRESQL"):
        stores.append(PostgresStore)
    return stores
