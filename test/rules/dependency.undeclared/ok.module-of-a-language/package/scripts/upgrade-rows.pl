#!/usr/bin/perl
use DBI;
DBI->connect("dbi:mysql:dten");
