#!/bin/bash
jq -r .version manifest.json
