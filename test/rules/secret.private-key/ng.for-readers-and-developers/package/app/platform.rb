def bogus_key
  @bogus_key ||=
    "-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIKHA99DyjQOnswZocfhbLHg25hamvIk+0LxBs6iRyy9BoAoGCCqGSM49
AwEHoUQDQgAEoGz+0u6tbop2C4nHVruhu1YC4g0SCU3uI8yUIYEfc0+URFckiQI6
xsMt8pj2dZYXaa8HqLxr/V3o2TZ5txevLQ==
-----END EC PRIVATE KEY-----"
end
