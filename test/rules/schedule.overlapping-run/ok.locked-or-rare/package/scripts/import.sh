#!/bin/sh
/opt/dten/bin/dtend import
