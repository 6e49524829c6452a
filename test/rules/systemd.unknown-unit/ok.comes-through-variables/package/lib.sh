getDepends() {
  apt-get install -y "$@"
}
requirePackages() {
  eval apt-get -y install "$1"
}
