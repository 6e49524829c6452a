echo settings
