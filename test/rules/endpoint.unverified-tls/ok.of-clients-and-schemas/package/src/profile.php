<div>
  <pre>curl -k -s -H "Authorization: X-API {{key}}" "https://<?php echo h($_SERVER['SERVER_ADDR']); ?>/hosts.json"</pre>
</div>
