"""Runs MiniStack, patched to be closer to AWS (see ministack_patches), for as long as its parent lives.

Standard input is a pipe from the parent: when it closes, for whatever reason, the parent is gone. Then this script removes
the temporary folder (the only argument) and kills the process group, so that not even a killed parent leaves anything behind.
"""
import os
import shutil
import signal
import sys
import threading

folder = sys.argv.pop()  # MiniStack must not see it


def end_with_parent():
    while os.read(0, 1):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()

from ministack.app import main  # noqa: E402 (the watch comes first)
from ministack_patches import apply  # noqa: E402

apply()
main()
