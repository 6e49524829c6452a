#!/bin/sh
docker pull registry.hub.example/media:latest
docker pull redis
