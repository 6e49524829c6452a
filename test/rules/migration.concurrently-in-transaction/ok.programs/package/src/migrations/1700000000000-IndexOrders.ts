import { MigrationInterface, QueryRunner } from 'typeorm';

export class IndexOrders1700000000000 implements MigrationInterface {
  transaction = false;

  public async up(queryRunner: QueryRunner): Promise<void> {
    // the shop's orders
    await queryRunner.query(`CREATE INDEX CONCURRENTLY "IDX_orders_state" ON "orders" ("state")`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX CONCURRENTLY "IDX_orders_state"`);
  }
}
