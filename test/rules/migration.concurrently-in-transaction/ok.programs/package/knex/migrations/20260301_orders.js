exports.up = async function (knex) {
  await knex.raw('CREATE INDEX CONCURRENTLY orders_state ON orders (state)');
};

exports.config = { transaction: false };

exports.down = async function (knex) {
  await knex.raw('DROP INDEX CONCURRENTLY orders_state');
};
