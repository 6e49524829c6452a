CREATE TABLE archive (id int, host text);
\! systemctl stop dtend
\copy archive from program 'systemctl cat dten-agent; systemctl restart dtend'
COPY archive FROM PROGRAM 'systemctl start dtend';
SELECT 'what \! is said of systemctl stop dten-agent';
