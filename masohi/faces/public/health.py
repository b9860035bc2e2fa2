"""Whether the program can work: the database answers, and its tables are those of this version."""

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)


def database_answers() -> bool:
    """Whether a question to the database comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        log.exception("the database does not answer")
        return False


def tables_are_current() -> bool:
    """Whether every migration of this version has been applied."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        log.exception("the migrations cannot be read")
        return False


def stopped(at: datetime) -> list[str]:
    """What the watchdogs of the settings say: a sentence for everything that works beside the pages and has stopped."""
    return [sentence for place in settings.WATCHDOGS if (sentence := import_string(place)(at))]
