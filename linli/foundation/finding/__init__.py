"""One box that finds everything: modules declare what they hold, the box asks those that the actor may use."""
