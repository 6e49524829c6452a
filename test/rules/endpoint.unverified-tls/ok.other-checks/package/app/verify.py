event = make(event, verify=False)
key = unwrap(cka_unwrap=True, cka_verify=False)
