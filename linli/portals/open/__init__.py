"""What machines ask of the house: is it alive, is it ready."""
