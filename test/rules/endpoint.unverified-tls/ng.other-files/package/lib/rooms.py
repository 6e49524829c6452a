import requests


def rooms(base):
    """Rooms of the site; pass verify=False never."""
    # requests.get(base, verify=False)
    return requests.get(base + "/rooms", timeout=10, verify=False).json()
