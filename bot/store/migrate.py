"""Bring a database to the version this code knows."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bot.store.errors import StoreError, Trouble
from bot.store.schema import HEAD

if TYPE_CHECKING:
    from alembic.config import Config


def migrate(connection: Connection, place: str) -> None:
    """Run the migrations that are missing, inside the caller's transaction.

    Raises:
        StoreError: the database has a version this code does not know, so a newer one.
    """
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and not known(version):
        raise StoreError(Trouble.NEWER, place)
    upgrade(connection, HEAD)


def known(version: str) -> bool:
    """Whether this code has the migrations up to `version`."""
    # Importing Alembic takes longer than opening a database that needs no migration.
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(_config()).get_revision(version)
    except CommandError:
        return False
    return True


def upgrade(connection: Connection, version: str) -> None:
    """Run the migrations up to `version`, inside the caller's transaction."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version
