#!/bin/sh
/opt/dten/bin/dtend vacuum
