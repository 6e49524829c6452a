# What the boot loader does to choose a slot.
test -n "${BOOT_A_LEFT}" || setenv BOOT_A_LEFT 3
setenv bootargs
if test "x${bootargs}" != "x"; then
  # the first slot was taken
elif test 0x${BOOT_A_LEFT} -gt 0; then
  setenv bootargs "root=/dev/mmcblk0p1 slot=A"
fi
saveenv
