"""Runs each snippet of the package's README as a program of its own."""

import re
from importlib.metadata import metadata

readme = metadata("cdk-on-demand-backup").get_payload()
other_languages = set(re.findall(r"^```(\w+)$", readme, re.MULTILINE)) - {"python", "sh"}
assert not other_languages, f"snippets in {other_languages}"
snippets = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
assert snippets, "no snippet"
for number, snippet in enumerate(snippets, 1):
    exec(compile(snippet, f"snippet {number} of README.md", "exec"), {})
print(len(snippets), "snippets ran")
