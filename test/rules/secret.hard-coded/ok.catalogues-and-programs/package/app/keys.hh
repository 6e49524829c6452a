static_assert(box_xsalsa_SECRETKEYBYTES == box_xchacha_SECRETKEYBYTES, "size of the secret key");
