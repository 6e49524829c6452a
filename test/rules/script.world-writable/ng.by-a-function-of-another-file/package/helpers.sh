# Shows what is run.
cond_redirect() {
  if [ -n "$SILENT" ]; then "$@" > /dev/null
  else echo "$*"; "$@"
  fi
}
