"""Writes the model files that src/assess/model/bundle.ts reads."""
import json
import struct

import numpy as np


def write_bundle(path, engine, figures, lists, matrices, encoder=b''):
    """`matrices`: name to (array, 'floats' or 'bytes')."""
    body, places = bytearray(), {}
    for name, (values, kind) in matrices.items():
        values = np.atleast_2d(np.asarray(values, np.float32))
        places[name] = dict(rows=values.shape[0], columns=values.shape[1], offset=len(body), type=kind)
        if kind == 'floats':
            body += np.ascontiguousarray(values).tobytes()
        else:
            scale = np.abs(values).max(1) / 127 + 1e-12
            body += scale.astype(np.float32).tobytes()
            body += np.clip(np.round(values / scale[:, None]), -127, 127).astype(np.int8).tobytes()
        body += b'\0' * (-len(body) % 4)
    header = dict(engine=engine, figures=figures, lists=lists, matrices=places, encoder=dict(offset=len(body), length=len(encoder)))
    text = json.dumps(header, ensure_ascii=False, separators=(',', ':')).encode()
    path.write_bytes(b'MLA1' + struct.pack('<I', len(text)) + text + bytes(body) + encoder)
    return path.stat().st_size


def head_matrices(net):
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    s = net.signals
    return {
        'a': (state['a.weight'], 'bytes'),
        'f': (state['f.weight'], 'floats'),
        'nb': (state['nb.weight'], 'bytes'),
        'o': (state['o.weight'], 'floats'),
        'hiddenBias': (state['a.bias'] + state['f.bias'], 'floats'),
        'outBias': (state['o.bias'], 'floats'),
        'bias': (np.concatenate([state['ab'][:s] + state['ans.bias'], state['ab'][s:] + state['covctx.bias']]), 'floats'),
        'ans': (state['ans.weight'], 'floats'),
        'covctx': (state['covctx.weight'], 'floats'),
        'cov': (state['cov'], 'floats'),
    }
