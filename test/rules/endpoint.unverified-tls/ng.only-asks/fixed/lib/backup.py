import requests

HUB_URL = "https://localhost:9200/rooms/_search"


def rooms(query):
    return requests.get(HUB_URL, data=query, verify=True).json()
