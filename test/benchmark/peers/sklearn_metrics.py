from run_peer import run_peer


def prepare(matrices, options):
    import numpy
    import scipy
    import sklearn
    from scipy.optimize import linear_sum_assignment
    from sklearn import metrics
    from sklearn.metrics.cluster import contingency_matrix

    a, b = (matrices[name][:, 0].astype("int64") for name in ("a", "b"))
    points = matrices["points"]

    def match(a, b):
        """The sum of Jaccard indices of the best pairs, on the full matrix that the assignment needs."""
        shared = contingency_matrix(a, b).astype("float64")
        union = shared.sum(axis=1)[:, None] + shared.sum(axis=0)[None, :] - shared
        jaccard = shared / union
        rows, columns = linear_sum_assignment(jaccard, maximize=True)
        return jaccard[rows, columns].sum()

    measures = {
        "adjusted Rand index": lambda a, b, points: metrics.adjusted_rand_score(a, b),
        "adjusted mutual information": lambda a, b, points: metrics.adjusted_mutual_info_score(a, b),
        "silhouette (cosine)": lambda a, b, points: metrics.silhouette_score(points, a, metric="cosine"),
        "Davies–Bouldin index": lambda a, b, points: metrics.davies_bouldin_score(points.astype("float64"), a),
        "Hungarian matching": lambda a, b, points: match(a, b),
    }
    measure = measures[options["metric"]]
    # A warm-up, over so few clusters that all have several members.
    few = numpy.arange(400)
    measure(few % 20, few % 20, points[:400])

    version = scipy.__version__ if options["metric"] == "Hungarian matching" else sklearn.__version__
    return lambda: {"numbers": {"value": measure(a, b, points)}}, version


run_peer(prepare)
