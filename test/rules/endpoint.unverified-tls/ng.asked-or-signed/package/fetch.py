#!/usr/bin/python3
import requests


def fetch(url, insecure):
    if insecure:
        # Only before the authority is known.
        reply = requests.get(url,
                             verify=False, timeout=10)
    else:
        reply = requests.get(url, timeout=10)
    return reply


def probe(url):
    return requests.get(url, verify=False, timeout=5)
