"""Aid programmes: they draw their recipients from a penetapan and from nothing else."""
