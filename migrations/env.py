"""Alembic's environment: the connection is given, and everything is one transaction.

Batch mode is never used: it rebuilds a table on SQLite and silently loses its triggers.
"""

from alembic import context

from console.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=False,
)
with context.begin_transaction():
    context.run_migrations()
