ALTER TABLE shops ADD region text;
