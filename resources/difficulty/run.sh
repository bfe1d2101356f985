#!/usr/bin/env bash
# The tables of the difficulty study in the README: can it be foreseen which exits are wrong? run.sh [DATA] [NAME...]: DATA is
# the folder with the public data sets (default: ../shared/data), NAMEs are some of people model words sst-2 snli. What is
# there already is not made again, and a study that was stopped goes on. Results: build/difficulty/NAME.md and
# NAME.difficulty.json, which the window opens. THREADS (default: one per core) are seeds that are trained side by side.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${1:-../shared/data}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(people model words sst-2 snli)
exitscope=${EXITSCOPE:-build/bin/exitscope}
out=build/difficulty
threads=${THREADS:-$(nproc)}
[ -x "$exitscope" ] || { echo "$exitscope is not there; build it first: bash app/run.sh" >&2; exit 2; }
[ -d "$data/difficulty/snli_model_difficulty" ] || { echo "$data does not hold the data sets; give their folder" >&2; exit 2; }
mkdir -p "$out/data"

train() { # CONFIG OUTPUT
    [ -e "$2/train.log" ] && grep -q '^final dev' "$2/train.log" || "$exitscope" train --config "$1" --resume
}

# A model of the study of policies, with its trace.
policies() { # NAME
    [ -e "build/study/$1.trace" ] || bash resources/study/run.sh "$data" "$1"
}

# A part-of-speech tagger with an exit after every layer, to annotate the words of sentences that it was not trained on. EWT's
# dev split chose its epoch, so words of dev are a little too easy; predictors learn from dev and are scored on test.
tagger() {
    cp -f "$data/token/UD_English-EWT/en_ewt-ud-train.conllu.gz" "$out/data/ewt-train.conllu.gz"
    cp -f "$data/token/UD_English-EWT/en_ewt-ud-dev.conllu" "$out/data/ewt-dev.conllu"
    cp -f "$data/token/UD_English-EWT/en_ewt-ud-test.conllu" "$out/data/ewt-test.conllu"
    train resources/difficulty/tagger.json "$out/tagger"
    for split in dev test; do
        [ -e "$out/ewt-$split.trace" ] || "$exitscope" trace --model "$out/tagger" --data "$out/data/ewt-$split.conllu" \
            --unseen-tags leave-out --threads "$threads" --out "$out/ewt-$split.trace"
    done
}

study() { # NAME OPTIONS...
    local name=$1
    shift
    "$exitscope" difficulty "$@" --seeds 3 --threads "$threads" --out "$out/$name.difficulty.json" --format markdown \
        | tee "$out/$name.md"
    # The README's excerpt of the first table: accuracy, on train, minus majority, micro P, R, F1, G-mean.
    awk -F ' [|] ' -v OFS=' | ' 'NF == 0 { exit } { print $1, $2, $3, $4, $5, $6, $7, $13 }' "$out/$name.md" >"$out/$name.short.md"
}

for name in "${names[@]}"; do
    echo "== $name"
    case $name in
    # Predictors of the released pairs start from an encoder of sentence pairs trained on SICK. The one trained on SNLI has seen the
    # right answers of many of these pairs: they are SNLI's dev split.
    people) # as long as it takes to know the training pairs by heart, as the published model does
        policies sick
        study people --train "$data/difficulty/snli_human_difficulty/train.txt" \
            --test "$data/difficulty/snli_human_difficulty/test.txt" --model build/study/sick --epochs 8 ;;
    model)
        policies sick
        study model --train "$data/difficulty/snli_model_difficulty/train.txt" \
            --test "$data/difficulty/snli_model_difficulty/test.txt" --model build/study/sick ;;
    words)
        tagger
        study words --train "$out/ewt-dev.trace" --test "$out/ewt-test.trace" --model "$out/tagger" ;;
    sst-2 | snli) # traces of the study of policies; the annotating model is the backbone
        policies "$name"
        study "$name" --data "build/study/$name.trace" --split 0.8 --model "build/study/$name" ;;
    *) echo "there is no study \"$name\": people, model, words, sst-2 or snli" >&2; exit 2 ;;
    esac
done
