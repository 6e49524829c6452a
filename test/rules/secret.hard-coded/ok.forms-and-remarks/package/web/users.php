<?php
/**
 * The signature base string is made of these:

   oauth_token="nnch734d00sl2jdk",
   oauth_nonce="kllo9940pd9333jh"
 */
$table->size['api_pass'] = '50%';
$table->rowclass['new_password'] = 'w540px';
$page->set('FORM_PASSWORD', '<!--');
