Add-LocalGroupMember -Group Administrators -Member dtensvc
Remove-LocalGroupMember -Group Administrators -Member olddten
