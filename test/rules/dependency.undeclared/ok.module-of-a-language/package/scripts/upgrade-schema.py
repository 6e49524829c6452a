#!/usr/bin/env python3
import pymysql

pymysql.connect(unix_socket="/run/mysqld/mysqld.sock")
