"""The verification cycle: periods, deadlines, the result for each family, freezing."""
