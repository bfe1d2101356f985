#!/usr/bin/env bash
# The table of token hashes in the README: trains the six lower layers of the bundled model under each of HashEE's hash
# functions, without any, and cut to two and three layers, on sentences (SST-2) and on words (CoNLL-2000 chunks), three seeds
# each; runs every model and counts and times what the hash saves. run.sh [DATA] [TASK...]: DATA is the folder with the public data sets (default:
# ../shared/data), TASKs are sst-2 and chunks. What is there already is not made again. Results: build/hashee/TASK.{md,json,pdf}
# Two hours and a half on one idle core; THREADS (default 1) are the trainer's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${1:-../shared/data}
shift || true
tasks=("$@")
[ ${#tasks[@]} -gt 0 ] || tasks=(chunks sst-2)
exitscope=${EXITSCOPE:-build/bin/exitscope}
out=build/hashee
[ -x "$exitscope" ] || { echo "$exitscope is not there; build it first: bash app/run.sh" >&2; exit 2; }
[ -d "$data/token/CoNLL-2000" ] || { echo "$data does not hold the data sets; give their folder" >&2; exit 2; }
[ -e "$out/data/sst-2-test.tsv" ] || bash resources/study/prepare.sh "$data" "$out/data"
# CoNLL-2000 has no dev split: its last 936 training sentences choose the weights.
if [ ! -e "$out/data/chunks-test.txt" ]; then
    awk 'BEGIN { RS = ""; ORS = "\n\n" } NR <= 8000' "$data/token/CoNLL-2000/train.txt" >"$out/data/chunks-train.txt"
    awk 'BEGIN { RS = ""; ORS = "\n\n" } NR > 8000' "$data/token/CoNLL-2000/train.txt" >"$out/data/chunks-dev.txt"
    cp "$data/token/CoNLL-2000/test.txt" "$out/data/chunks-test.txt"
fi

variants=(none frequency mutual-information clustered random-consistent random-inconsistent depth-2 depth-3)

# config TASK VARIANT SEED: the training's configuration, on standard output.
config() {
    local layers=6 suffix=tsv epochs=0.5 exits='"exits": [6],' hash=''
    [ "$1" = chunks ] && { suffix=txt; epochs=3; }
    case $2 in
    depth-*) layers=${2#depth-}; exits="\"exits\": [$layers]," ;;
    none) ;;
    *) hash="\"token_hash\": { \"function\": \"$2\", \"buckets\": 6, \"seed\": $3 }," ;;
    esac
    local labels='"labels": ["negative", "positive"],'
    [ "$1" = chunks ] && labels='"unseen_tags": "leave-out",'
    cat <<JSON
{ "model": { "init": "../../../resources/demo/model", $exits "layers": $layers }, $hash
  "task": { "name": "$1", $labels "train": "../data/$1-train.$suffix", "dev": "../data/$1-dev.$suffix",
    "test": "../data/$1-test.$suffix" },
  "epochs": $epochs, "batch": 32, "max_length": 128, "optimizer": { "lr": 5e-4 },
  "threads": ${THREADS:-1}, "seed": $3, "weights": "f16", "output": "../$1/$2-$3" }
JSON
}

mkdir -p "$out/configs"
for task in "${tasks[@]}"; do
    for seed in 1 2 3; do
        for variant in "${variants[@]}"; do
            model="$out/$task/$variant-$seed"
            grep -qs '^final test' "$model/train.log" && continue
            config "$task" "$variant" "$seed" >"$out/configs/$task-$variant-$seed.json"
            echo "== $task $variant seed $seed"
            "$exitscope" train --config "$out/configs/$task-$variant-$seed.json" --resume --quiet
        done
    done
done
