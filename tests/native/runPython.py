"""Updates a stack in this folder twice, by a program that runs in this process: runPython.py PROGRAM."""

import json
import runpy
import sys

from pulumi import automation

(program,) = sys.argv[1:]
stack = automation.create_or_select_stack(
    stack_name="dev",
    project_name="intune-python",
    program=lambda: runpy.run_path(program, run_name="__main__"),
    opts=automation.LocalWorkspaceOptions(work_dir="."),
)
results = [stack.up() for _ in range(2)]
print(
    json.dumps(
        {
            "changes": [result.summary.resource_changes for result in results],
            "outputs": {name: output.value for name, output in results[-1].outputs.items()},
        }
    )
)
