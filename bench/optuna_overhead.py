"""What one trial of a long study costs in Optuna on SQLite, as OverheadBench measures ours.

    python optuna_overhead.py [trials [folder [random|tpe]]]

Needs optuna. Prints sampler,trials,both_ms for the mean of each last tenth.
"""

import math
import os
import sys
import tempfile
import time

import optuna


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.gettempdir()
    chosen = sys.argv[3:] or ["random", "tpe"]
    samplers = {
        "random": optuna.samplers.RandomSampler(seed=1),
        "tpe": optuna.samplers.TPESampler(seed=1),
    }
    block = max(1, trials // 10)
    print("sampler,trials,both_ms")
    for name in chosen:
        with tempfile.TemporaryDirectory(dir=folder) as home:
            study = optuna.create_study(
                storage=f"sqlite:///{os.path.join(home, 'study.db')}", sampler=samplers[name]
            )
            spent = 0.0
            for n in range(trials):
                begin = time.perf_counter()
                trial = study.ask()
                rate = trial.suggest_float("rate", 1e-6, 1e-1, log=True)
                trial.suggest_float("decay", 1e-6, 1, log=True)
                momentum = trial.suggest_float("momentum", 0, 1)
                trial.suggest_int("batch", 4, 512, log=True)
                trial.suggest_int("layers", 1, 5)
                trial.suggest_int("width", 16, 1024, log=True)
                trial.suggest_categorical("optimizer", ["sgd", "adam", "muon"])
                trial.suggest_categorical("activation", ["relu", "tanh", "gelu"])
                loss = (math.log10(rate) + 3) ** 2 + abs(momentum - 0.9)
                study.tell(trial, loss)
                spent += time.perf_counter() - begin
                if (n + 1) % block == 0:
                    print(f"Optuna {optuna.__version__} {name},{n + 1},{spent / block * 1e3:.3f}", flush=True)
                    spent = 0.0


main()
