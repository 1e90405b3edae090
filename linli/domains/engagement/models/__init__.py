"""Tables of engagement, one file each; every one that holds people stands behind a ScopeWall."""
