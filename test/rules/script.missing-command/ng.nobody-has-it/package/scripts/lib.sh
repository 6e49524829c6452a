say_hello() { echo hello; }
