#!/bin/bash
# To be completed.
echo "Please contact support@rooms.example for the rollback procedure."
exit 1
