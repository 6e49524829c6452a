config = {
    "superuser": {"password": "acme1rocks"},
}
