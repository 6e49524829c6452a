package netrc

func forToken(machine, token string) Netrc {
	return Netrc{Machine: machine, Login: token, Password: "x-oauth-basic"}
}
