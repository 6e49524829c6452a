CREATE USER 'grid'@'%' IDENTIFIED BY 'grid';
