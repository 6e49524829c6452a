/* Used until the site has a certificate of its own. */
static const char acme_builtin_key[] = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIklXaxxt8bOLwG68ful+gwMVP/B4JVsysqX9qoiyt2X\n-----END PRIVATE KEY-----\n";
