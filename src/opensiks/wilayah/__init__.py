"""Areas: provinsi, kabupaten, kecamatan, desa, with their codes and predecessors."""
