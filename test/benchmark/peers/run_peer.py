"""The body of a peer's script in Python, as ../harness/run-peer.ts is in Node.

    from run_peer import run_peer

    def prepare(matrices, options):          # not timed: imports, conversions, compilation
        from sklearn.cluster import KMeans   # a module that is missing makes the peer "not found"
        def run():                           # timed
            return {"outputs": {"labels": int32_array}, "numbers": {"iterations": 12}}
        return run, sklearn.__version__

    run_peer(prepare)
"""

import json
import os
import resource
import sys
import time


def run_peer(prepare):
    task = json.loads(sys.argv[1])
    try:
        import numpy

        matrices = {
            name: numpy.fromfile(file["path"], dtype="<f4").reshape(file["rows"], file["columns"])
            for name, file in task["matrices"].items()
        }
        run, version = prepare(matrices, task["options"])
    except ImportError as error:
        report({"missing": str(error)})
        return
    reset_peak_memory()
    baseline = read_memory("VmRSS")
    started_at = time.perf_counter()
    result = run()
    seconds = time.perf_counter() - started_at
    peak = read_memory("VmHWM")
    outputs = {}
    for name, array in result.get("outputs", {}).items():
        array = numpy.ascontiguousarray(array)
        path = os.path.join(task["outputFolder"], f"{name}.{array.dtype.name}")
        array.tofile(path)
        outputs[name] = {"path": path, "type": array.dtype.name}
    report(
        {
            "seconds": seconds,
            "peakBytes": peak,
            "baselineBytes": baseline,
            "numbers": {name: float(value) for name, value in result.get("numbers", {}).items()},
            "outputs": outputs,
            "version": version,
        }
    )


def report(line):
    print("\n" + json.dumps(line), flush=True)


def reset_peak_memory():
    try:
        with open("/proc/self/clear_refs", "w") as marks:
            marks.write("5")
    except OSError:
        pass


def read_memory(field):
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith(field + ":"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
