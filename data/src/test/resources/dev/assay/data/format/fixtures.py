"""Writes the files beside this one, with NumPy 2.4.6 and onnx 1.12.0 (python3 fixtures.py)."""
import json
import pathlib
import struct

import numpy as np

HERE = pathlib.Path(__file__).parent
matrix = np.array([[1.5, -2.0, 3.25], [0.0, 1e-3, -1e6]])

np.save(HERE / "fortran.npy", np.asfortranarray(matrix.astype("<f4")))
np.savez(
    HERE / "arrays.npz",
    matrix=matrix,
    big_endian=np.array([1, -2, 300], dtype=">i2"),
    half=np.array([0.1, -65504.0, 6e-8], dtype="f2"),
    truth=np.array([[True, False]]),
    scalar=np.array(7, dtype="u8"),
    cube=np.asfortranarray(np.arange(24, dtype="i4").reshape(2, 3, 4)),
)
np.savez_compressed(HERE / "compressed.npz", zeros=np.zeros((20, 20)))

header = json.dumps(
    {
        "__metadata__": {"format": "pt"},
        "b": {"dtype": "BF16", "shape": [2], "data_offsets": [16, 20]},
        "a": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]},
        "empty": {"dtype": "I64", "shape": [0, 3], "data_offsets": [20, 20]},
        "f8": {"dtype": "F8_E4M3", "shape": [], "data_offsets": [20, 21]},
    }
).encode()
# bfloat16 0x3fc0 is 1.5 and 0xc000 is -2; E4M3 0x7e is 448, its largest number.
data = struct.pack("<4f", 1, 2, 3, -4) + bytes([0xC0, 0x3F, 0x00, 0xC0, 0x7E])
(HERE / "arrays.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + data)


def write_onnx():
    from onnx import TensorProto, helper, numpy_helper, save

    weight = np.arange(6, dtype="f4").reshape(2, 3)
    nodes = [
        helper.make_node("MatMul", ["x", "onnx::MatMul_7"], ["product"]),
        helper.make_node("Add", ["layer.bias", "product"], ["y"]),
    ]
    initializers = [
        numpy_helper.from_array(weight, "onnx::MatMul_7"),
        # Not raw: the elements stand in float_data, int32_data and int64_data.
        helper.make_tensor("layer.bias", TensorProto.FLOAT, [3], [0.5, -1, 2]),
        helper.make_tensor("half", TensorProto.FLOAT16, [2], np.array([1.5, -2], "f2")),
        helper.make_tensor("position", TensorProto.INT64, [1, 2], [0, -1]),
        helper.make_tensor("double", TensorProto.DOUBLE, [], [0.1]),
    ]
    values = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (("x", [1, 2]), ("y", [1, 3]))
    ]
    graph = helper.make_graph(nodes, "g", values[:1], values[1:], initializers)
    save(helper.make_model(graph), str(HERE / "linear.onnx"))


write_onnx()
