#!/usr/bin/env python
"""Django's usual door for developers; the same as `script/opensiks`."""

from opensiks.__main__ import main

if __name__ == "__main__":
    main()
