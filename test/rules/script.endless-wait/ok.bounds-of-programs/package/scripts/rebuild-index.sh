#!/bin/sh
exec /opt/hub/bin/hub reindex
