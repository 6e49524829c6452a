#!/bin/bash
run_cmd() {
  local desc="$1"
  shift
  echo "$desc"
  "$@" >>"$LOG" 2>&1
}

run_cmd_fatal() {
  local desc="$1"
  shift
  if ! run_cmd "$desc" "$@"; then
    exit 1
  fi
}

run_cmd_fatal "Installing the resolver" pacman -Syu --noconfirm unbound
run_cmd_fatal "Upgrading" apt-get -y dist-upgrade
