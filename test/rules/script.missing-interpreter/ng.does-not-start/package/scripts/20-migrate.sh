#!/bin/ksh
print migrate
