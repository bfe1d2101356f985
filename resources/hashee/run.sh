#!/usr/bin/env bash
# The tables of token hashes in the README: trains the six lower layers of the bundled model under each of HashEE's hash
# functions, without any, and with an exit after every layer, on sentences (SST-2) and on words (CoNLL-2000 chunks), three
# seeds each; then runs every model and counts and times what it saves. run.sh [DATA] [TASK...]: DATA is the folder with
# the public data sets (default: ../shared/data), TASKs are chunks and sst-2. Models that are there already are not trained
# again. An hour on one idle core; the times mean something on an idle machine only. Results: build/hashee/TASK.{md,db,pdf}
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

variants=(none frequency mutual-information clustered random-consistent random-inconsistent exits)

# config TASK VARIANT SEED: the training's configuration, on standard output.
config() {
    local suffix=tsv epochs=0.5 exits='"exits": [6],' hash=''
    [ "$1" = chunks ] && { suffix=txt; epochs=3; }
    case $2 in
    none) ;;
    exits) exits='' ;;
    *) hash="\"token_hash\": { \"function\": \"$2\", \"buckets\": 6, \"seed\": $3 }," ;;
    esac
    local labels='"labels": ["negative", "positive"],'
    [ "$1" = chunks ] && labels='"unseen_tags": "leave-out",'
    cat <<JSON
{ "model": { "init": "../../../resources/demo/model", $exits "layers": 6 }, $hash
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

# Every model runs its test set on one thread, against itself at full depth in turns.
for task in "${tasks[@]}"; do
    test="$out/data/$task-test.tsv" options=()
    [ "$task" = chunks ] && test="$out/data/chunks-test.txt" options=(--unseen-tags leave-out)
    rm -f "$out/$task.db"
    for variant in "${variants[@]}"; do
        case $variant in
        none) policy=fixed:layer=6 ;;
        exits) policy='fixed:layer=2|3|4' ;;
        *) policy=hash:function=$variant ;;
        esac
        for seed in 1 2 3; do
            "$exitscope" execute --model "$out/$task/$variant-$seed" --data "$test" --task "$task" "${options[@]}" \
                --policy "$policy" --threads 1 --repeats 3 --batch1-examples 0 --store "$out/$task.db" --name "$variant" \
                --quiet >/dev/null
        done
    done
    "$exitscope" runs table --store "$out/$task.db" --format markdown | tee "$out/$task.md"
    runs=$("$exitscope" runs list --store "$out/$task.db" | awk 'NR > 1 { printf "%s%s", comma, $1; comma = "," }')
    "$exitscope" export --store "$out/$task.db" --run "$runs" --plot tradeoff --x flops --group seeds --references none \
        --preset acl-wide --legend right --out "$out/$task.pdf"
done
