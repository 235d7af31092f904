"""``python -m daraevidence``: the command line."""

from daraevidence.cli import main

if __name__ == "__main__":
    main()
