"""Count the comparisons of quicksort on 5,000 random numbers."""
import argparse
import random

parser = argparse.ArgumentParser()
parser.add_argument("--pivot", choices=["random", "median3"], required=True)
parser.add_argument("--cutoff", type=int, required=True)
parser.add_argument("--seed", type=int, required=True)
options = parser.parse_args()

random.seed(options.seed)
numbers = [random.random() for _ in range(5000)]
comparisons = 0


def less(a, b):
    global comparisons
    comparisons += 1
    return a < b


def insertion_sort(low, high):
    for i in range(low + 1, high + 1):
        j = i
        while j > low and less(numbers[j], numbers[j - 1]):
            numbers[j], numbers[j - 1] = numbers[j - 1], numbers[j]
            j -= 1


def pivot(low, high):
    if options.pivot == "random":
        return random.randint(low, high)
    a, b, c = low, (low + high) // 2, high
    if less(numbers[b], numbers[a]):
        a, b = b, a
    if less(numbers[c], numbers[b]):
        b = a if less(numbers[c], numbers[a]) else c
    return b


parts = [(0, len(numbers) - 1)]
while parts:
    low, high = parts.pop()
    if high - low < options.cutoff:
        insertion_sort(low, high)
        continue
    p = pivot(low, high)
    numbers[p], numbers[high] = numbers[high], numbers[p]
    end = low
    for i in range(low, high):
        if less(numbers[i], numbers[high]):
            numbers[i], numbers[end] = numbers[end], numbers[i]
            end += 1
    numbers[end], numbers[high] = numbers[high], numbers[end]
    parts += [(low, end - 1), (end + 1, high)]

assert numbers == sorted(numbers)
print("comparisons:", comparisons)
