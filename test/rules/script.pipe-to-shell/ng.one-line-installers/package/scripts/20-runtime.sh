#!/bin/sh
RELEASES=https://releases.hub.example
su - hub -c "curl -s $RELEASES/runtime.py | python3 -"
fetch_env() {
    eval "$(curl -s "$RELEASES/env")"
}
fetch_env
