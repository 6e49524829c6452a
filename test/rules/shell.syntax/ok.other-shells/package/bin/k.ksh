#!/bin/ksh
function x { print ok; }
