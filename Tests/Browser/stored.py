"""What a portal of the tests has stored, read and changed past it."""

import contextlib
import sqlite3


@contextlib.contextmanager
def database(portal):
    """The portal's SQLite file, committed and closed at the end.

    A connection that is only dropped stays open until Python collects it, and takes the file beside the
    database away at that moment: in the middle of somebody's copy, for one.
    """
    with contextlib.closing(sqlite3.connect(portal.folder / "kammerportal.sqlite")) as connection, connection:
        yield connection


def ask(portal, sql):
    """The rows of one statement."""
    with database(portal) as connection:
        return connection.execute(sql).fetchall()
