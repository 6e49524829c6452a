<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Support\Facades\DB;

return new class extends Migration
{
    public function up(): void
    {
        if (DB::getDriverName() === 'mysql') {
            DB::statement('ALTER TABLE orders ADD INDEX orders_state (state)');
            return;
        }
        DB::statement(<<<'SQL'
            CREATE INDEX CONCURRENTLY orders_state ON orders (state)
        SQL);
    }

    public function down(): void
    {
        DB::statement('DROP INDEX CONCURRENTLY orders_state');
    }
};
