client = Client("ico-f8Zq2LmX0vR7tB4nY6wK1sD9hJ3gP5cA")
