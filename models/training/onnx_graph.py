"""Builds ONNX graphs node by node, with 8-bit weights for onnxruntime's own operators (com.microsoft)."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BLOCK = 32


class Graph:
    """Collects nodes and constants; `prefix` begins their names."""

    def __init__(self, prefix: str = "t") -> None:
        self.prefix = prefix
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def name(self) -> str:
        self.count += 1
        return f"{self.prefix}{self.count}"

    def constant(self, value: np.ndarray) -> str:
        name = self.name()
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, op: str, inputs: list[str], outputs: int | list[str] = 1, domain: str = "", **attributes) -> list[str]:
        names = outputs if isinstance(outputs, list) else [self.name() for _ in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names

    def take(self, other: "Graph") -> None:
        """Goes on with another graph's nodes."""
        self.nodes += other.nodes
        self.constants += other.constants

    def branch(self, condition: str, then: tuple["Graph", list[str]], otherwise: tuple["Graph", list[str]], types: list[int]) -> list[str]:
        """If: runs one of two graphs, each given with the names of its outputs."""
        made = []
        for graph, names in (then, otherwise):
            outputs = [helper.make_tensor_value_info(name, kind, None) for name, kind in zip(names, types)]
            made.append(helper.make_graph(graph.nodes, graph.prefix, [], outputs, graph.constants))
        return self.node("If", [condition], len(types), then_branch=made[0], else_branch=made[1])

    def matmul(self, x: str, weight: np.ndarray) -> str:
        """x @ weight (in, out) with 8-bit weights in blocks of 32 inputs (MatMulNBits)."""
        inputs, outputs = weight.shape
        blocks = inputs // BLOCK
        grouped = weight.T.reshape(outputs, blocks, BLOCK)
        scale = np.maximum(np.abs(grouped).max(-1), 1e-8) / 127
        packed = (np.clip(np.round(grouped / scale[..., None]), -127, 127) + 128).astype(np.uint8)
        return self.node(
            "MatMulNBits", [x, self.constant(packed), self.constant(scale.astype(np.float32).reshape(-1))], domain="com.microsoft",
            K=inputs, N=outputs, bits=8, block_size=BLOCK, accuracy_level=4,
        )[0]

    def matmul_dynamic(self, x: str, weight: np.ndarray) -> str:
        """x @ weight (in, out) with 8-bit weights, a scale for each output, and inputs rounded to 8 bits as they come
        (DynamicQuantizeMatMul): one scale for all of x, so rows read together are rounded together."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        packed = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        return self.node("DynamicQuantizeMatMul", [x, self.constant(packed), self.constant(scale.astype(np.float32))], domain="com.microsoft")[0]

    def rms(self, x: str, weight: np.ndarray, eps: float) -> str:
        return self.node("SimplifiedLayerNormalization", [x, self.constant(weight.astype(np.float32))], axis=-1, epsilon=eps)[0]

    def rows(self, table: np.ndarray, ids: str) -> str:
        """The rows `ids` of a table (rows, dim) stored as 8-bit integers with a scale for each row."""
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        packed = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        taken = self.node("Cast", self.node("Gather", [self.constant(packed), ids]), to=TensorProto.FLOAT)[0]
        return self.node("Mul", [taken, self.node("Gather", [self.constant(scale.astype(np.float32)), ids])[0]])[0]

    def model(self, name: str, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        made = helper.make_model(graph, opset_imports=opsets, ir_version=9)
        made.producer_name = "thimble"
        return made
