static const char *password = nullptr;
