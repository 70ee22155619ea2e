from run_peer import run_peer


def prepare(matrices, options):
    import faiss

    points = matrices["points"]

    def cluster(rows, k):
        kmeans = faiss.Kmeans(
            rows.shape[1],
            k,
            niter=25,
            seed=options["seed"],
            min_points_per_centroid=1,
            max_points_per_centroid=len(rows),
        )
        kmeans.train(rows)
        return kmeans.index.search(rows, 1)[1][:, 0]

    cluster(points[:500], 50)
    return lambda: {"outputs": {"labels": cluster(points, options["k"]).astype("int32")}}, faiss.__version__


run_peer(prepare)
