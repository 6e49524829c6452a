<?php
// dten.telemetry.udp_port went with 5.2.
return [
    'listen' => '0.0.0.0:8080',
    'dten' => [
        'hybrid' => array('mode' => 'auto', 'nodes' => ['a', 'b']),
    ],
];
