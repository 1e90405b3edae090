"""The screens of workorders, one file each."""
