#!/bin/bash
tar xzf hub-5.2.0.tar.gz -C /tmp/check
cp list /tmp/check/list
