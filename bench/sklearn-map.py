# The pipeline of scikit-learn for the same votes: sparse, centred by column, two axes by ARPACK, k-means for k = 2 to 5
# with twelve starts, the silhouette of a sample to choose. Prints the seconds from votes to groups.
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

name, people, statements = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
raw = np.fromfile(name, dtype=np.uint8)
votes = len(raw) // 9
person = raw[: 4 * votes].view(np.int32)
statement = raw[4 * votes : 8 * votes].view(np.int32)
choice = raw[8 * votes :].view(np.int8).astype(np.float64)

begun = time.perf_counter()
seen = np.bincount(statement, minlength=statements)
mean = np.bincount(statement, weights=choice, minlength=statements) / np.maximum(1, seen)
matrix = csr_matrix((choice - mean[statement], (person, statement)), shape=(people, statements))
_, _, axes = svds(matrix, k=2, random_state=0)
each = np.maximum(1, np.bincount(person, minlength=people))
places = (statements / each)[:, None] * (matrix @ axes.T)
best = None
for k in range(2, 6):
    found = KMeans(n_clusters=k, n_init=12, random_state=0).fit_predict(places)
    quality = silhouette_score(places, found, sample_size=min(people, 5000), random_state=0)
    best = max(best, (quality, k)) if best else (quality, k)
print(time.perf_counter() - begun)
