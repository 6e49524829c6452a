# shellcheck shell=bash
f() { echo f; }
