#!/bin/sh
sftp import@sftp.old.dten.example
