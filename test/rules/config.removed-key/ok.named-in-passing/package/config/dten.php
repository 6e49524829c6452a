<?php
return [
    'dten' => ['hybrid' => ['enable' => true]],
    // 'dten' => ['hybrid' => ['mode' => 'auto']],
    'other' => ['hybrid' => ['mode' => 'auto']],
];
