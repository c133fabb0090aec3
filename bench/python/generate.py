"""Hugging Face's side of `bench/run policy-generation`.

Usage: generate.py THREADS. After an empty line, reads lines `BATCH PREFIX TOKENS` from standard input; for each it has
GPT-2 small, with random weights, write TOKENS tokens after PREFIX given ones for BATCH rows, greedily,
and answers with the seconds that took.
"""

import sys
import time

import torch
from transformers import GPT2Config, GPT2LMHeadModel

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(0)
config = GPT2Config()
model = GPT2LMHeadModel(config).eval()
sys.stdin.readline()
print("ready", flush=True)

for line in sys.stdin:
    batch, prefix, tokens = map(int, line.split())
    given = torch.randint(0, config.vocab_size - 1, (batch, prefix))
    start = time.perf_counter()
    with torch.inference_mode():
        written = model.generate(
            given,
            attention_mask=torch.ones_like(given),
            do_sample=False,
            min_new_tokens=tokens,
            max_new_tokens=tokens,
            pad_token_id=config.eos_token_id,
        )
    seconds = time.perf_counter() - start
    assert written.shape == (batch, prefix + tokens)
    print(seconds, flush=True)
