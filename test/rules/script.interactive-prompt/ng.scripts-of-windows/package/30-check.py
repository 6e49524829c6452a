#!/usr/bin/env python3
import getpass

password = getpass.getpass("Password of the agent: ")
