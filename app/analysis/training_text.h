#pragma once

#include "core/training/training_presets.h"

#include <QString>

#include <span>
#include <string>

namespace exitscope::app {

/// Of the regimes that a configuration may name, in the order in which they are offered.
std::span<const char* const> regimeKeys();
QString regimeTitle(const std::string& key); ///< one that is not known is itself
QString regimeText(const std::string& key);  ///< what it does, one sentence; empty where it is not known

QString presetTitle(const training::TrainingPreset& preset);
QString presetText(const training::TrainingPreset& preset); ///< where its settings come from, one sentence

/// `exitscope train --config …` or `exitscope compress --config …`, for a POSIX shell.
QString trainingCommand(training::TrainingPlan::Kind kind, const QString& config);

} // namespace exitscope::app
