#!/usr/bin/env bash
# The comparison in the README: one backbone, pre-trained here, fine-tuned under every training regime; smaller models trained the same
# way (fewer layers, narrower layers); and COST-EFF at two widths. run.sh [DATA] [TASK...]: DATA is the folder with the public data
# sets (default: ../shared/data), TASKs are some of trec sick sst-2 snli. What is there already is not made again, and what was
# killed goes on. Some hours on two idle cores. SEEDS="1" trains one seed instead of three.
# Results: build/comparison/TASK.{db,md,pdf}
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${1:-../shared/data}
shift || true
tasks=("$@")
[ ${#tasks[@]} -gt 0 ] || tasks=(trec sick sst-2 snli)
exitscope=${EXITSCOPE:-build/bin/exitscope}
out=build/comparison
seeds=${SEEDS:-1 2 3}
[ -x "$exitscope" ] || { echo "$exitscope is not there; build it first: bash app/run.sh" >&2; exit 2; }
[ -d "$data/classification/TREC" ] || { echo "$data does not hold the data sets; give their folder" >&2; exit 2; }
[ -e "$out/data/snli-test.tsv" ] || bash resources/comparison/prepare.sh "$data" "$out/data"

# Masked language models of 2.6 and 0.9 million parameters on the public corpus and the training texts.
pretrained() { # FOLDER CONFIG
    [ -e "$out/$1/pretrained/model.safetensors" ] || "$exitscope" train --config "resources/comparison/$2.json" --resume
}
pretrained backbone pretrain

regimes=(single-exit joint equilibrium layer-weighted two-stage alternating self-distillation self-distillation-joint diversity)
smaller=(shallow-4 shallow-2 narrow)

# of TASK: what every configuration says of it. EPOCHS is a method's budget; stages of two-stage regimes get as much each.
task_json() {
    case $1 in
    trec) epochs=10 labels='' columns='' ;;
    sick) epochs=6 labels='"labels": ["ENTAILMENT", "NEUTRAL", "CONTRADICTION"],'
        columns='"text_columns": ["sentence1", "sentence2"], "label_column": "label",' ;;
    sst-2) epochs=1 labels='"labels": ["negative", "positive"],' columns='' ;;
    snli) epochs=4 labels='"labels": ["entailment", "neutral", "contradiction"],' columns='' ;;
    *) echo "there is no task $1; use trec, sick, sst-2 or snli" >&2; exit 2 ;;
    esac
    source() { echo "{ $columns \"file\": \"../data/$task-$1.tsv\" }"; }
    local task=$1
    task_text="\"task\": { \"name\": \"$1\", $labels \"train\": [ $(source train) ], \"dev\": $(source dev), \"test\": $(source test) }"
}

# config TASK METHOD: a training's configuration, on standard output.
config() {
    task_json "$1"
    local model='"init": "../backbone/pretrained"' regime=joint more=''
    case $2 in
    equilibrium) more='"equilibrium": true,' ;;
    shallow-*) model="$model, \"layers\": ${2#shallow-}" regime=single-exit ;;
    narrow) model='"init": "../narrow-backbone/pretrained"' regime=single-exit ;;
    *) regime=$2 ;;
    esac
    cat <<JSON
{ "model": { $model }, $task_text,
  "regime": "$regime", $more "optimizer": { "lr": 5e-4, "warmup": 0.06, "weight_decay": 0.02 },
  "epochs": $epochs, "batch": 32, "max_length": 64, "dropout": 0.1, "weights": "f16", "output": "../$1/$2" }
JSON
}

# slim_config TASK HEADS SEED: COST-EFF from the single-exit model of the same seed; rates are those of a model of this size.
slim_config() {
    task_json "$1"
    cat <<JSON
{ "teacher": "../$1/single-exit/seed-$3", $task_text, "heads": $2,
  "stages": { "ta": { "epochs": $epochs, "lr": 5e-4 }, "prune": { "epochs": $epochs, "lr": 3e-4 },
    "recover-features": { "epochs": $epochs, "lr": 7e-4 }, "recover": { "epochs": $epochs, "lr": 5e-4 } },
  "batch": 32, "max_length": 64, "weights": "f16", "seed": $3, "output": "../$1/$(slim_name "$2")/seed-$3" }
JSON
}
slim_name() { [ "$1" = 4 ] && echo cost-eff-half || echo cost-eff-quarter; }

mkdir -p "$out/configs"
for task in "${tasks[@]}"; do
    for method in "${regimes[@]}" "${smaller[@]}"; do
        config "$task" "$method" >"$out/configs/$task-$method.json"
        wanted=()
        for seed in $seeds; do
            grep -qs '^final test' "$out/$task/$method/seed-$seed/train.log" || wanted+=("$seed")
        done
        [ ${#wanted[@]} -gt 0 ] || continue
        [ "$method" = narrow ] && pretrained narrow-backbone narrow
        echo "== $task, $method, seeds ${wanted[*]}"
        "$exitscope" train --config "$out/configs/$task-$method.json" --seeds "$(IFS=,; echo "${wanted[*]}")" --resume \
            --store "$out/$task.db" --name "$method" --quiet
    done
    for heads in 4 2; do
        for seed in $seeds; do
            name=$(slim_name $heads)
            [ -e "$out/$task/$name/seed-$seed/model.safetensors" ] && continue
            slim_config "$task" $heads "$seed" >"$out/configs/$task-$name-$seed.json"
            echo "== $task, $name, seed $seed"
            "$exitscope" compress --config "$out/configs/$task-$name-$seed.json" --store "$out/$task.db" --name "$name" --quiet
        done
    done
done

# Every model's test set once, then all fixed layers and the exact entropy curve; runs of one method bear one name.
# Budgets in MFLOPs: about a half, a quarter and an eighth of the backbone on this task's sentences.
budgets() {
    case $1 in
    trec) echo 20,10,5 ;;
    sick) echo 50,25,12 ;;
    sst-2) echo 38,19,9.5 ;;
    snli) echo 60,30,15 ;;
    esac
}
columns() {
    case $1 in
    sick) echo --text-columns sentence1,sentence2 --label-column label ;;
    esac
}
for task in "${tasks[@]}"; do
    for method in "${regimes[@]}" "${smaller[@]}" ta cost-eff-half cost-eff-quarter; do
        for seed in $seeds; do
            model="$out/$task/$method/seed-$seed" layers=8
            [ "$method" = ta ] && model="$out/$task/cost-eff-half/seed-$seed/2-ta"
            case $method in shallow-*) layers=${method#shallow-} ;; esac
            policy=(--policy "fixed:layer=1:$layers:$layers" --policy entropy:threshold=exact)
            case $method in single-exit | shallow-* | narrow) policy=(--policy "fixed:layer=$layers") ;; esac
            [ -e "$model/model.safetensors" ] || continue
            trace="$out/$task/$method-$seed.trace"
            [ -e "$trace" ] && continue
            # shellcheck disable=SC2046
            "$exitscope" trace --model "$model" --data "$out/data/$task-test.tsv" --task "$task" $(columns "$task") \
                --out "$trace" --quiet >/dev/null
            "$exitscope" sweep --trace "$trace" "${policy[@]}" --store "$out/$task.db" --name "$method" --quiet >/dev/null
            # The figure's curves: what leaves by entropy, and models with one exit as points.
            [ ${#policy[@]} -gt 2 ] && policy=(--policy entropy:threshold=exact)
            "$exitscope" sweep --trace "$trace" "${policy[@]}" --store "$out/$task-curves.db" --name "$method" --quiet >/dev/null
        done
    done
    "$exitscope" runs table --store "$out/$task.db" --within "$(budgets "$task")" --format markdown | tee "$out/$task.md"
    runs=$("$exitscope" runs list --store "$out/$task-curves.db" | awk 'NR > 1 { printf "%s%s", comma, $1; comma = "," }')
    grouping=(--group seeds)
    case $seeds in *' '*) ;; *) grouping=() ;; esac
    "$exitscope" export --store "$out/$task-curves.db" --run "$runs" --plot tradeoff --x mflops "${grouping[@]}" --references none \
        --preset acl-wide --legend right --out "$out/$task.pdf"
done
