#!/bin/sh
set -eu
rabbitmqadmin list queues
rabbitmqadmin -V rooms declare queue name=bookings.v2 durable=true
/opt/kafka/bin/kafka-topics.sh --bootstrap-server broker:9092 --list
kafka-topics.sh --bootstrap-server broker:9092 --create --topic rooms.events --partitions 6
nats stream add ROOMS --subjects 'rooms.>'
redis-cli -h cache.rooms.example PING
redis-cli -h cache.rooms.example FLUSHALL
