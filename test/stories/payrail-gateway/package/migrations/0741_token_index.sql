CREATE INDEX tokens_by_acquirer ON payments.tokens (acquirer_ref);
