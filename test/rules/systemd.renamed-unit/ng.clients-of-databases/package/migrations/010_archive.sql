CREATE TABLE archive (id int, host text);
\! systemctl stop dten-agent
\copy archive from program 'systemctl cat dten-agent; systemctl restart dten-agent'
COPY archive FROM PROGRAM 'systemctl start dten-agent';
SELECT 'what \! is said of systemctl stop dten-agent';
