"""Labels, colours and button states for templates; the answers come from the rules."""
