create unique index package_evr_uq on package_evr (version, release, epoch);
