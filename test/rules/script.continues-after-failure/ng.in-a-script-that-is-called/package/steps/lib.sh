put_programs() {
  tar -xzf programs.tar.gz -C /opt/dten
  cp steps/dten.conf /etc/dten/dten.conf
  systemctl restart dten
}
