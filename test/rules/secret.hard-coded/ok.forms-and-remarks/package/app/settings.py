default_password_crypted = r"\$1\$mF86/UHC\$WvcIcX2t6crBz2onWxyac."
