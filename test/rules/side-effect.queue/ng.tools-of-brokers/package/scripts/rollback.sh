#!/bin/sh
set -eu
rabbitmqadmin -V rooms delete queue name=bookings.v2
nats stream rm ROOMS -f
