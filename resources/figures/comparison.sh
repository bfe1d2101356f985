#!/usr/bin/env bash
# The figures of one comparison on a two-column LaTeX page, as a paper has them: the trade-off and the layers in one column, the
# same as pgfplots, the exits over two. Needs pdflatex (Debian: texlive-latex-base texlive-latex-recommended texlive-pictures);
# with pdftoppm the page becomes a picture too. Drawn twice, the files are the same bytes, and the script checks that.
#
#   bash resources/figures/comparison.sh RUNS.db RUN,RUN... FOLDER        (EXITSCOPE=build/bin/exitscope unless set)
set -euo pipefail
[ $# -eq 3 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
exitscope=${EXITSCOPE:-build/bin/exitscope} store=$1 runs=$2 folder=$3
command -v pdflatex >/dev/null || { echo "pdflatex is missing: texlive-latex-base texlive-latex-recommended texlive-pictures" >&2; exit 1; }
mkdir -p "$folder"

draw() { # FILE OPTION...
    "$exitscope" export --store "$store" --run "$runs" --out "$folder/$1" --quiet "${@:2}" >/dev/null
}
draw_all() {
    draw tradeoff.pdf --plot tradeoff --legend above
    draw tradeoff-tex.tex --plot tradeoff --legend above
    draw layers.pdf --plot layers --legend above
    draw exits.pdf --plot exits --preset two-columns
    draw exits-tex.tex --plot exits --legend above
}
draw_all
sums=$(cd "$folder" && sha256sum ./*.pdf ./*.tex ./*.csv | grep -v page)
draw_all
[ "$sums" = "$(cd "$folder" && sha256sum ./*.pdf ./*.tex ./*.csv | grep -v page)" ] || { echo "drawn again, the figures differ" >&2; exit 1; }

cat >"$folder/page.tex" <<'TEX'
\documentclass[twocolumn,letterpaper]{article}
\usepackage[textwidth=6.75in,textheight=9in,columnsep=0.25in]{geometry}
\usepackage{graphicx}
\usepackage{pgfplots}
\pgfplotsset{compat=1.17}
\usepgfplotslibrary{fillbetween}
\newcommand{\words}[1]{\par\smallskip\noindent\small #1\par\bigskip}
\begin{document}
\twocolumn[\noindent\includegraphics{exits.pdf}\words{Where the examples leave (PDF, two columns, unscaled).}]
\noindent\includegraphics{tradeoff.pdf}
\words{Quality against speed-up (PDF, one column, unscaled).}
\noindent\input{tradeoff-tex.tex}
\words{The same numbers, set by pgfplots in the font of the document.}
\noindent\includegraphics{layers.pdf}
\words{Each exit alone, and those that leave there (PDF).}
\noindent\input{exits-tex.tex}
\words{Exits, set by pgfplots.}
\noindent The text of the column stands beside its figures, so that letters in a figure can be compared with those around it. Figures
are as wide as the column, 3.25\,in, and need no scaling.
\end{document}
TEX
(cd "$folder" && pdflatex -interaction=nonstopmode -halt-on-error page.tex >page.out) \
    || { tail -30 "$folder/page.out" >&2; exit 1; }
grep -q 'Overfull \\hbox ([1-9][0-9]' "$folder/page.log" && { echo "a figure is wider than its column" >&2; exit 1; }
! command -v pdftoppm >/dev/null || pdftoppm -r 110 -png "$folder/page.pdf" "$folder/page"
echo "$folder/page.pdf"
