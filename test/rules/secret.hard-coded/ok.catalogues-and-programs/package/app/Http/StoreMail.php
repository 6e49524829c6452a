<?php
App::uses('AbstractPasswordHasher', 'Controller/Component/Auth');
$rules = [
    'smtp_password' => 'sometimes|nullable|string|max:255',
    'api_secret' => 'required|max:255',
    'pkpass' => 'application/vnd.apple.pkpass',
];
$optional = array('password', 'external_auth_required', 'gpgkey');
$auth['passwordHasher'] = 'BlowfishConstant';
