#pragma once

#include "core/training/learning_curve.h"

#include <span>
#include <string>

namespace exitscope::training {

/// A learning curve as a table for a plotting program: one row an event, a column for every loss ("loss exit 1") and for every
/// exit's dev metric ("dev exit 1", counted from 1) that occurs. RFC 4180, '.' decimals; empty where an event has no such number.
std::string learningCurveCsv(std::span<const LearningEvent> events);

} // namespace exitscope::training
