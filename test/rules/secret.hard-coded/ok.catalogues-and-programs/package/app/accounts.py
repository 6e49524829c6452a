"""
EXAMPLES:
    username: "jdoe"
    password: "get_paid_1"
"""
PATTERNS = {"password": r"^|(.{3,})$"}
settings["passwordless_sudo"] = "!authenticate" in answer
dummy_password = "_form_5847ed1b5b8ca"
# >>> login(user="a", passwd="Private!7")
def show(login):
    """
    >>> login(user="a", passwd="Private!7")
    """
