net user dtensvc /add
net localgroup Administrators dtensvc /add
net localgroup "Dten Users" dtensvc /add
