def fetch(server, user="anonymous", password="anonymous@"):
    return server.login(user, password)
