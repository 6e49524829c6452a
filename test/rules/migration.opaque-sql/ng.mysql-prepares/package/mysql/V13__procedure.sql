DELIMITER
$$
CREATE PROCEDURE add_region(IN owner varchar(40))
BEGIN
  IF owner <> '' THEN
    SET @ddl = CONCAT('ALTER TABLE ', owner, '_invoices ADD COLUMN region varchar(8)');
    PREPARE change_invoices FROM @ddl;
    EXECUTE change_invoices;
  END IF;
END
$$
DELIMITER ;
CALL add_region('north');
