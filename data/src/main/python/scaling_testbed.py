"""Makes scaling-testbed.csv in src/main/resources/dev/assay/data from its source; prints its sum.

    python3 scaling_testbed.py SCALING OUT

SCALING is a checkout of https://github.com/mlfoundations/scaling (a003c49). Losses and errors keep nine decimals.
"""
import csv
import gzip
import hashlib
import io
import json
import pathlib
import sys

scaling, out = map(pathlib.Path, sys.argv[1:])

SETS = {"c4_original": "C4", "rpj": "RedPajama", "rw_original": "RefinedWeb"}
LOSSES = {
    "c4_val": "c4",
    "openlm": "openlm",
    "paloma_c4_en": "paloma_c4",
    "paloma_redpajama": "paloma_redpajama",
    "paloma_falcon-refinedweb": "paloma_refinedweb",
    "paloma_ptb": "paloma_ptb",
    "paloma_dolma_100_programing_languages": "paloma_code",
    "de-en": "c4_german",
}

rows = []
for file in (scaling / "exp_data" / "models").iterdir():
    model = json.loads(file.read_text())
    settings = model["hyperparameters"]
    row = {
        "training_set": SETS[model["dataset_name"]],
        "parameters": settings["params"],
        "without_input_embedding": settings["params_no_embed"],
        "tokens_per_parameter": round(20 * settings["chinchilla_multiplier"]),
    }
    losses = {LOSSES[r["val_data"][0].split("/")[-2]]: r["loss"] for r in model["results"]}
    row |= {f"loss_{name}": f"{losses[name]:.9f}" for name in LOSSES.values()}
    evaluation = scaling / "exp_data" / "evals" / f"evaluation_{file.stem}_heavy.json"
    accuracies = json.loads(evaluation.read_text())["eval_metrics"]["icl"]
    row |= {f"error_{task}": f"{1 - accuracies[task]:.9f}" for task in sorted(accuracies)}
    rows.append(row)

rows.sort(key=lambda row: (row["training_set"], row["parameters"], row["tokens_per_parameter"]))
assert all(row.keys() == rows[0].keys() for row in rows)
text = io.StringIO()
writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
writer.writeheader()
writer.writerows(rows)
data = text.getvalue().encode()
# No time and no name in the archive: the same bytes each time.
(out / "scaling-testbed.csv.gz").write_bytes(gzip.compress(data, 9, mtime=0))
print(len(rows), len(data), hashlib.sha256(data).hexdigest())
