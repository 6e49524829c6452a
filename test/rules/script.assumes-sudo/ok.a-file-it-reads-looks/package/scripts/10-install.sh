#!/bin/sh
. "$(dirname "$0")/lib/common.sh"
begin
sudo cp a b
as_root cp a b
