ALTER TABLE Monitors CHANGE `Onvif_Text` `ONVIF_Text` VARCHAR(30) DEFAULT 'motion';
