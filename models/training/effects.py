"""Scores calls by what they do: asks models/effects/main.ts, which carries them out on the demo workspace."""

import json
import subprocess
from pathlib import Path

root = Path(__file__).resolve().parent.parent.parent


class Scorer:
    """A scoring process; use it in a `with` statement, which ends it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [str(root / "node_modules" / ".bin" / "node"), str(root / "models" / "effects" / "main.ts")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root,
        )

    def __enter__(self) -> "Scorer":
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)

    def score(self, request: str, want: list[dict], candidates: list[list[dict] | None]) -> tuple[list[float], list[bool]]:
        """Execution F1 of each candidate, and whether it did all that is wanted and nothing else. None stands for one that does not parse."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"id": 0, "request": request, "want": want, "candidates": candidates}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("The scoring process ended. Its error stands above.")
        answer = json.loads(line)
        return answer["scores"], answer["right"]
