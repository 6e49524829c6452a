#!/bin/sh
service ctld onestatus
