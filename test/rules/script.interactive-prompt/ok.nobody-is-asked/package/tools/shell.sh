#!/bin/sh
read -r command
