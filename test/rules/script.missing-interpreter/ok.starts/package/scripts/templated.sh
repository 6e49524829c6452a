#!@SHELL@
echo "made by configure"
