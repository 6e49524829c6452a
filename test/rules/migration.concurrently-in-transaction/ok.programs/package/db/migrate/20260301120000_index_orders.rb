class IndexOrders < ActiveRecord::Migration[7.1]
  disable_ddl_transaction!

  def up
    add_column :orders, :state, :string # it's new
    execute <<~SQL.squish
      CREATE INDEX CONCURRENTLY index_orders_on_state
      ON orders (state)
    SQL
  end

  def down
    execute "DROP INDEX CONCURRENTLY index_orders_on_state"
  end
end
