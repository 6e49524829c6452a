let password = ref ""

let login rpc username password =
  Client.Session.login_with_password ~rpc ~uname:username ~pwd:password
