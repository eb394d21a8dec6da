"""What a problem is confirmed by: tries to reproduce it, and files in quarantine.

Cards of the Confirm tab and the dialogs that they open. Names of files are strangers' words: always inert.
"""
