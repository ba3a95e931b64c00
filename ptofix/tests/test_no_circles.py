"""No module imports itself by way of others, within functions and for types alone included."""

from __future__ import annotations

from graphlib import TopologicalSorter

import grimp


def test_imports_make_no_circle() -> None:
    graph = grimp.build_graph("ptofix", cache_dir=None)
    modules = [module for module in graph.modules if ".tests" not in module]
    imports = {module: graph.find_modules_directly_imported_by(module) for module in modules}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names the circle
