import warnings

from run_peer import run_peer


def prepare(matrices, options):
    warnings.filterwarnings("ignore")
    import umap

    compile_layouts_once()
    points = matrices["points"]

    def lay_out(rows, seed):
        return umap.UMAP(
            n_neighbors=options["nNeighbors"],
            min_dist=options["minDist"],
            metric="cosine",
            random_state=seed if options["seeded"] else None,
        ).fit_transform(rows)

    # Compiles both ways of finding neighbours: all pairs below 4,096 rows, approximately above.
    lay_out(points[:300], 0)
    if len(points) > 4096:
        lay_out(points[:4200], 0)
    return lambda: {"outputs": {"positions": lay_out(points, options["seed"]).astype("float32").ravel()}}, umap.__version__


def compile_layouts_once():
    """umap-learn 0.5 compiles its gradient loop anew in every call, one to five seconds; kept, it does not count."""
    import numba

    njit = numba.njit
    compiled = {}

    def njit_once(function=None, **options):
        if getattr(function, "__module__", None) != "umap.layouts":
            return njit(function, **options) if function is not None else njit(**options)
        key = (function, tuple(sorted(options.items())))
        if key not in compiled:
            compiled[key] = njit(function, **options)
        return compiled[key]

    numba.njit = njit_once


run_peer(prepare)
