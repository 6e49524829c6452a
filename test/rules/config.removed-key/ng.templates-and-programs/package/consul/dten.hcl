dten {
  listener "tcp" {
    address = "0.0.0.0:8200"
  }
  telemetry {
    udp_port = 8125
  }
}
