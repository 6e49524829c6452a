#!/bin/sh
curl -sSf https://sh.rustup.rs | sh -s -- -y
