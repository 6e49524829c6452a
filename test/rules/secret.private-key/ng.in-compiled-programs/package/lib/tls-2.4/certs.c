/* The server of the self tests. */
const char tls_test_srv_key[] =
"-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIklXaxxt8bOLwG68ful+gwMVP/B4JVsysqX9qoiyt2X\n-----END PRIVATE KEY-----\n";
