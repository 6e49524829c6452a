#!/bin/bash
set -e
cp -p /etc/dovecot/dovecot.conf /etc/dovecot/dovecot.conf.before-sieve
sed -i 's/^protocols =.*/protocols = imap lmtp sieve/' /etc/dovecot/dovecot.conf
