"""How to sign in.

password = "kT9-wq3x.Lm2"
"""


def sign_in(secret):
    """
    client_secret = "hG7pLq2WnZ8cVx4R"
    """
    return secret
