#!/bin/sh
set -e
cat > /etc/apache2/sites-available/office.conf <<'END'
<VirtualHost *:443>
  SSLProxyEngine On
  SSLProxyVerify require
  ProxyPreserveHost On
  AllowEncodedSlashes NoDecode
  SSLHonorCipherOrder on
  SSLSessionTickets off
  RequestHeader set X-Forwarded-Proto "https"
  ErrorLog \${APACHE_LOG_DIR}/office-error.log
  CustomLog \${APACHE_LOG_DIR}/office-access.log combined
  TraceEnable off
  LimitRequestBody 0
  Timeout 600
  KeepAlive On
  MaxKeepAliveRequests 500
  KeepAliveTimeout 15
  ProxyPass /browser https://127.0.0.1:9980/browser retry=0
  ProxyPassMatch "/cool/(.*)/ws$" wss://127.0.0.1:9980/cool/$1/ws nocanon
</VirtualHost>
END
