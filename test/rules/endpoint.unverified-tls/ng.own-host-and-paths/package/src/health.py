import requests


def self_check(port, scheme):
    url = "{}://{}:{}/infos".format(scheme, "localhost", port)
    return requests.get(url, headers={"accept": "application/json"}, verify=False).status_code
