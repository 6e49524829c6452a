client = Client("ico-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
other = Client(os.environ["ICO"])
