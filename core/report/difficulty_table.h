#pragma once

#include "core/difficulty/study.h"
#include "core/report/table_text.h"

namespace exitscope::report {

/// One row for each predictor: mean accuracy on test and on what it was trained on, with the deviation over runs; what it has
/// over Majority, with its interval; precision, recall and F1 of the hard class, micro and macro; TPR, TNR, G-mean. Figures
/// are in percent; "-" where there is none.
TextTable studyTable(const difficulty::Study& study);

/// One row for each predictor: its accuracy at every exit in percent; above them the share of units that the exit gets right.
TextTable exitAccuracyTable(const difficulty::Study& study);

} // namespace exitscope::report
