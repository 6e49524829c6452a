"""index orders

Revision ID: 4f1c
"""
import sqlalchemy as sa
from alembic import op

revision = "4f1c"
down_revision = "33ab"


def upgrade() -> None:
    op.execute(sa.text("CREATE INDEX CONCURRENTLY ix_orders_customer "
                       "ON orders (customer_id)"))


def downgrade() -> None:
    op.execute("DROP INDEX CONCURRENTLY ix_orders_customer")
