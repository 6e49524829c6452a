#!/bin/sh
rm -rf /${STAGING:?}
rm -rf "/${OLD_RELEASE:?}"/
