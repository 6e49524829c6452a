#!/bin/bash
echo "post"
