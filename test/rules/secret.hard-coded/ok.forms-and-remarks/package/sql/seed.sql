INSERT INTO setting_type (name, grp, label, datatype) VALUES
( 'circ.password_reset_request_throttle', 'sec-1x', 'Waits so long', 'string' ),
( 'credit.processor.stripe.secretkey', 'credit2Go', 'Stripe', 'string' );
INSERT INTO event (id, name, hook, validator) VALUES (20, 'Reset', 'password.reset_request', 'NOOP_True1');
