<?php
$unix_pass = 'MYSQL_PWD=' . escapeshellarg($database_password) . ' ';
