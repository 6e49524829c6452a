format d: /q /y
rd /s /q "C:\Program Files\PostgreSQL\15\data"
