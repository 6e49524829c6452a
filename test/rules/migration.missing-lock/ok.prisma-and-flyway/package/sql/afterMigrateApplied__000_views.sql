DROP VIEW IF EXISTS ticket_and_reservation;
CREATE VIEW ticket_and_reservation AS SELECT t.id, r.email FROM ticket t JOIN reservation r ON r.id = t.reservation_id;
