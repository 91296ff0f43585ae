"""Run the command with `python -m rapport.cli`."""

import sys

from rapport.cli.main import main

sys.exit(main())
