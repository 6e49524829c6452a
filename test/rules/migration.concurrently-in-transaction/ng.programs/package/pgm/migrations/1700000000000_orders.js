exports.up = (pgm) => {
  pgm.sql(`
    CREATE INDEX CONCURRENTLY orders_state
      ON orders (state);
  `);
};

exports.down = (pgm) => {
  pgm.sql('DROP INDEX CONCURRENTLY orders_state');
};
