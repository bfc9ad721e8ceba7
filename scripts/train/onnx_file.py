"""Writes the tuned encoder as ONNX: whole-number weights of one byte with a scale an output, inputs scaled as they come."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def packed(weights, axis):
    scale = np.abs(weights).max(axis=axis, keepdims=True) / 127 + 1e-12
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def onnx_bytes(net):
    """Inputs: ids [S, T] (int32), mask [S, T] (1 or 0). Outputs: pooled [S, 512], attended [S, labels]."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    nodes, constants = [], []

    def const(name, value):
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(kind, inputs, outputs=1, **attributes):
        names = [f'{kind}_{len(nodes)}_{at}' for at in range(outputs)]
        nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0] if outputs == 1 else names

    def linear(x, name):
        weights, scale = packed(state[name + '.weight'], 1)
        whole, step, zero = op('DynamicQuantizeLinear', [x], 3)
        y = op('Cast', [op('MatMulInteger', [whole, const(name + '_w', weights.T), zero])], to=TensorProto.FLOAT)
        y = op('Mul', [y, op('Mul', [step, const(name + '_s', scale[:, 0])])])
        return op('Add', [y, const(name + '_b', state[name + '.bias'])])

    def norm(x, name, epsilon):
        return op('LayerNormalization', [x, const(name + '_g', state[name + '.weight']), const(name + '_b', state[name + '.bias'])], axis=-1, epsilon=epsilon)

    int64 = lambda name, *values: const(name, np.array(values, np.int64))
    weights, scale = packed(state['enc.emb.weight'], 1)
    words = op('Mul', [op('Cast', [op('Gather', [const('emb_w', weights), 'ids'])], to=TensorProto.FLOAT), op('Gather', [const('emb_s', 2 * scale), 'ids'])])
    at = np.arange(128, dtype=np.float32)[:, None] * state['enc.inv'].reshape(1, 128)
    places = const('places', np.concatenate([np.sin(at), np.cos(at)], 1).astype(np.float32))
    length = op('Gather', [op('Shape', ['ids']), int64('second', 1)])
    x = op('Add', [words, op('Slice', [places, int64('from', 0), length, int64('rows', 0)])])
    absent = op('Sub', ['mask', const('one', np.array(1, np.float32))])
    bias = op('Unsqueeze', [op('Mul', [absent, const('never', np.array(1e9, np.float32))]), int64('axes', 1, 2)])

    def layer(x, p, width, project):
        heads, size = 4, width // 4
        q, k, v = op('Split', [linear(norm(x, p + 'ln1', 1e-6), p + 'qkv')], 3, axis=-1)
        shape = int64(p + 'split', 0, 0, heads, size)
        apart = lambda z, perm: op('Transpose', [op('Reshape', [z, shape])], perm=perm)
        scaled = op('Mul', [apart(q, [0, 2, 1, 3]), const(p + 'scale', np.array(size**-0.5, np.float32))])
        looks = op('Softmax', [op('Add', [op('MatMul', [scaled, apart(k, [0, 2, 3, 1])]), bias])], axis=-1)
        heard = op('Transpose', [op('MatMul', [looks, apart(v, [0, 2, 1, 3])])], perm=[0, 2, 1, 3])
        heard = linear(op('Reshape', [heard, int64(p + 'join', 0, 0, width)]), p + 'out')
        x = op('Add', [linear(x, p + 'proj') if project else x, heard])
        return op('Add', [x, linear(op('Relu', [linear(norm(x, p + 'ln2', 1e-6), p + 'f1')]), p + 'f2')])

    x = layer(layer(x, 'enc.l0.', 256, True), 'enc.l1.', 512, False)
    mask = op('Unsqueeze', ['mask', int64('last', -1)])
    over = int64('over', 1)
    mean = op('Div', [op('ReduceSum', [op('Mul', [x, mask]), over], keepdims=0), op('ReduceSum', ['mask', over], keepdims=1)])
    nodes.append(helper.make_node('LpNormalization', [op('Tanh', [linear(mean, 'enc.tanh')])], ['pooled'], axis=-1, p=2))
    normal = norm(x, 'ln', 1e-5)
    hidden = op('Mul', [op('Sub', [mask, 'one']), const('hide', np.array(1e4, np.float32))])
    looks = op('Softmax', [op('Add', [linear(normal, 'q'), hidden])], axis=1)
    nodes.append(helper.make_node('ReduceSum', [op('Mul', [looks, linear(normal, 'v')]), over], ['attended'], keepdims=0))

    floats, labels = TensorProto.FLOAT, state['q.weight'].shape[0]
    graph = helper.make_graph(
        nodes,
        'assess-encoder',
        [helper.make_tensor_value_info('ids', TensorProto.INT32, ['S', 'T']), helper.make_tensor_value_info('mask', floats, ['S', 'T'])],
        [helper.make_tensor_value_info('pooled', floats, ['S', 512]), helper.make_tensor_value_info('attended', floats, ['S', labels])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()
