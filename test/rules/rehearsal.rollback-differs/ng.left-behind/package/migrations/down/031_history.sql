DROP TABLE pump_history;
