"""Makes optical-device.csv in src/main/resources/dev/assay/data from its source; prints its sum.

    python3 optical_device.py JANZING OUT

JANZING is a checkout of https://github.com/janzing/janzing.github.io (84fc87a). The numbers are the same: the
experiments stand below each other, and the header is new. The one with random image sections is left out.
"""
import gzip
import hashlib
import pathlib
import re
import sys

janzing, out = map(pathlib.Path, sys.argv[1:])

rows = []
for file in (janzing / "code" / "data_from_optical_device").glob("*confounder*.txt"):
    if "random" not in file.name:
        experiment = int(re.search(r"exp_no_(\d+)_", file.name).group(1))
        rows += [[experiment, *map(int, line.split())] for line in file.read_text().splitlines()]
# A stable sort: the order within an experiment stays.
rows.sort(key=lambda row: row[0])
header = ["experiment", *(f"pixel_{i}" for i in range(1, 10)), "confounder", "outcome"]
data = "".join(",".join(map(str, row)) + "\n" for row in [header, *rows]).encode()
# No time and no name in the archive: the same bytes each time.
(out / "optical-device.csv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
print(len(rows), len(data), hashlib.sha256(data).hexdigest())
