module.exports = {
  listen: process.env.PORT || 8080,
  dten: { telemetry: { udp_port: 8125 } },
};
