import warnings

from run_peer import run_peer


def prepare(matrices, options):
    warnings.filterwarnings("ignore")
    import umap

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


run_peer(prepare)
