#!/bin/sh
openssl pkcs12 -info -in client.p12 -noout -password pass:''
