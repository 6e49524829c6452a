SECRET_KEY = "w3k0&^@u=bqz$8m!x2v7-rt5n1j4"
