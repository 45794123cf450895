"""Whether a model that loaded computes numbers at all: weights that are not numbers load well and write rubbish.

Called in the engine's process only, with the library that is open there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aparte.errors import Trouble

_WORDS = b"a b c"


def check(llama_cpp: Any, model: Any) -> None:
    """Read a few tokens with a `llama_cpp.Llama` and forget them. Raises Trouble("model.bad_weights").

    It also makes a build with an instruction that this processor refuses die now, while the model loads.
    """
    import numpy as np

    model.eval(model.tokenize(_WORDS, add_bos=True, special=False) or [0])
    logits = llama_cpp.llama_get_logits_ith(model.ctx, -1)
    finite = bool(np.isfinite(np.ctypeslib.as_array(logits, shape=(model.n_vocab(),))).all())
    model.reset()
    if not finite:
        raise Trouble("model.bad_weights", path=Path(model.model_path).name)
