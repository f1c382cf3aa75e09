def kasus_cacat():
    return []
