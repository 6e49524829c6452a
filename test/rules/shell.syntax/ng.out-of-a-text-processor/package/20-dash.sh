#!/bin/bash
tar –xzf dten.tgz -C /opt
