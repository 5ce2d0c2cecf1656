"""Runs the migrations of the data database over the connection that `storage.migrating` hands in."""

from alembic import context

from storage.tables import data as metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
