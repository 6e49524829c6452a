#!/bin/bash
source /opt/grid/func/main.sh
LOG=/var/log/grid-install.log
error_check() {
  if [ $? -ne 0 ]; then
    echo "$1 failed"
    exit 1
  fi
}
apt-get -y install jq >> $LOG
check_result $? "Package installation failed"
cp -r bin /opt/grid/bin >> $LOG
check_result $? "The programs cannot be copied"
systemctl restart grid &>> $LOG
error_check "Start of the service"
cp conf/grid.conf /opt/grid/etc/grid.conf
error_check "Configuration"
systemctl reload grid
error_check "Reload"
