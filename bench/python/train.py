"""PyTorch's side of `bench/run policy-training`: the policy network of QPO, trained a step at a time.

Usage: train.py THREADS. The first line of standard input is a JSON object: the network's shape, a
safetensors file with its weights, the precision and AdamW's settings. Every further line is a batch,
{"trimmed": bool, "learningRate": x, "rows": [[reward, [query tokens], [prompt tokens]], ...]}; the answer is
a line with the seconds the step took, L_prompt and L_reward.

Written as the released code lays it out: right-padded, every slot and every prompt target computed. "trimmed" leaves out the slots
that are padding in all rows.
"""

import json
import sys
import time

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.ln_1 = nn.LayerNorm(width)
        self.c_attn = nn.Linear(width, 3 * width)
        self.attn_proj = nn.Linear(width, width)
        self.ln_2 = nn.LayerNorm(width)
        self.c_fc = nn.Linear(width, 4 * width)
        self.mlp_proj = nn.Linear(4 * width, width)

    def forward(self, x, mask):
        b, t, d = x.shape
        q, k, v = (
            part.view(b, t, self.heads, d // self.heads).transpose(1, 2)
            for part in self.c_attn(self.ln_1(x)).split(d, dim=2)
        )
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.attn_proj(mixed.transpose(1, 2).reshape(b, t, d))
        return x + self.mlp_proj(F.gelu(self.c_fc(self.ln_2(x)), approximate="tanh"))


class Policy(nn.Module):
    def __init__(self, shape):
        super().__init__()
        d = shape["width"]
        self.wte = nn.Embedding(shape["vocabulary"], d)
        self.wpe = nn.Embedding(shape["positions"], d)
        self.component_embedding = nn.Embedding(3, d)
        self.reward_embedding = nn.Linear(1, d)
        self.input_norm = nn.LayerNorm(d)
        self.h = nn.ModuleList(Block(d, shape["heads"]) for _ in range(shape["layers"]))
        self.ln_f = nn.LayerNorm(d)
        self.prompt_mlp = nn.Linear(d, d)
        self.reward_head = nn.Linear(d, 1)

    def load(self, tensors):
        names = {"attn.c_attn": "c_attn", "attn.c_proj": "attn_proj", "mlp.c_fc": "c_fc", "mlp.c_proj": "mlp_proj"}
        state = {}
        for name, tensor in tensors.items():
            for theirs, ours in names.items():
                if theirs in name:
                    name = name.replace(theirs, ours)
                    # GPT-2 keeps these as [in, out].
                    tensor = tensor.t().contiguous() if tensor.dim() == 2 else tensor
            state[name] = tensor
        self.load_state_dict(state)

    def losses(self, rewards, tokens, positions, components, mask, targets, predictors, weights):
        content = self.wte(tokens)
        content = torch.cat([self.reward_embedding(rewards).unsqueeze(1), content[:, 1:]], dim=1)
        x = self.input_norm(content + self.component_embedding(components)) + self.wpe(positions)
        for block in self.h:
            x = block(x, mask)
        x = self.ln_f(x)
        written = self.prompt_mlp(x.flatten(0, 1)[predictors]).relu()
        each = F.cross_entropy(F.linear(written, self.wte.weight), targets, reduction="none")
        prompt = (each * weights).sum() / weights.sum()
        reward = F.mse_loss(self.reward_head(x[:, 0]).squeeze(1), rewards.squeeze(1))
        return prompt, reward


def layout(shape, rows, trimmed):
    """The tensors of a batch: slot 0 the reward, then the query, then the prompt."""
    limit_q, limit_p, end = shape["queryTokens"], shape["promptTokens"], shape["vocabulary"] - 1
    queries = [row[1][:limit_q] for row in rows]
    prompts = [row[2][:limit_p] for row in rows]
    slots_q = min(limit_q, max(map(len, queries)) + 1) if trimmed else limit_q
    slots_p = max(map(len, prompts)) if trimmed else limit_p
    b, t = len(rows), 1 + slots_q + slots_p
    tokens = torch.full((b, t), end)
    visible = torch.zeros((b, t), dtype=torch.bool)
    visible[:, 0] = True
    targets, predictors, weights = [], [], []
    for r, (query, prompt) in enumerate(zip(queries, prompts)):
        start = 1 + slots_q
        tokens[r, 1 : 1 + len(query)] = torch.tensor(query)
        visible[r, 1 : 1 + len(query)] = True
        tokens[r, start : start + len(prompt)] = torch.tensor(prompt)
        visible[r, start : start + len(prompt)] = True
        supervised = len(prompt) if trimmed else limit_p
        targets += prompt + [end] * (supervised - len(prompt))
        weights += [1.0] * len(prompt) + [0.0] * (supervised - len(prompt))
        predictors += range(r * t + start - 1, r * t + start - 1 + supervised)
    positions = torch.cat([torch.arange(slots_q), torch.tensor([limit_q]), torch.arange(slots_p) + 1 + limit_q])
    components = torch.tensor([0] + [1] * slots_q + [2] * slots_p)
    mask = visible[:, None, None, :] & torch.ones((t, t), dtype=torch.bool).tril()
    rewards = torch.tensor([[float(row[0])] for row in rows])
    supervision = torch.tensor(targets), torch.tensor(predictors), torch.tensor(weights)
    return rewards, tokens, positions, components, mask, *supervision


def main():
    torch.set_num_threads(int(sys.argv[1]))
    shape = json.loads(sys.stdin.readline())
    weight_decay, clip = shape["training"]
    policy = Policy(shape)
    policy.load(load_file(shape["weights"]))
    optimizer = torch.optim.AdamW(policy.parameters(), weight_decay=weight_decay, fused=True)
    print("ready", flush=True)
    for line in sys.stdin:
        batch = json.loads(line)
        start = time.perf_counter()
        inputs = layout(shape, batch["rows"], batch["trimmed"])
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=shape["bfloat16"]):
            prompt, reward = policy.losses(*inputs)
            weight = 0.5 if reward.item() < 10 else 0.1
            loss = prompt + weight * reward
        loss.backward()
        nn.utils.clip_grad_norm_(policy.parameters(), clip)
        for group in optimizer.param_groups:
            group["lr"] = batch["learningRate"]
        optimizer.step()
        seconds = time.perf_counter() - start
        print(seconds, prompt.item(), reward.item(), flush=True)


main()
