#!/bin/sh
for name in $(rpm -qa --nodigest --nosignature | grep dten); do
  rpm --nosignature -q --queryformat '%{VERSION}\n' "$name"
done
rpmquery --nosignature dten
