#!/bin/bash
systemctl restart dtend
