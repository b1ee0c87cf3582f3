"""Bring a database to the version this code knows."""

from sqlalchemy import Connection, inspect, text

from bot.store.errors import StoreError, Trouble
from bot.store.schema import HEAD


def migrate(connection: Connection, place: str) -> None:
    """Run the migrations that are missing, inside the caller's transaction.

    Raises:
        StoreError: the database has a version this code does not know, so a newer one.
    """
    version = _version(connection)
    if version == HEAD:
        return
    # Importing Alembic takes longer than opening a database that needs no migration.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    if version is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(version)
        except CommandError as error:
            raise StoreError(Trouble.NEWER, place) from error
    command.upgrade(config, "head")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
