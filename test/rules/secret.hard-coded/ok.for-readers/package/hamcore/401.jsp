<pre>
&lt;user username="tomcat" password="s3cret-99" roles="admin-gui"/&gt;
</pre>
