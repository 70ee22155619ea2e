from run_peer import run_peer


def prepare(matrices, options):
    import sklearn
    from sklearn.cluster import KMeans

    points = matrices["points"]

    def cluster(rows, k):
        return KMeans(n_clusters=k, init=options["init"], n_init=1, random_state=options["seed"]).fit(rows)

    cluster(points[:500], 50)

    def run():
        result = cluster(points, options["k"])
        return {"outputs": {"labels": result.labels_.astype("int32")}, "numbers": {"iterations": result.n_iter_}}

    return run, sklearn.__version__


run_peer(prepare)
