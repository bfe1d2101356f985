#pragma once

#include "core/calibration/learn_then_test.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::cli {

/// What `exitscope calibrate` was given.
struct CalibrateOptions
{
    std::vector<std::filesystem::path> traces;
    std::filesystem::path generations;
    std::filesystem::path test; ///< further generations, to hold the guarantee against
    std::string policy;
    std::string grid;
    std::string fit;
    std::string loss; ///< empty: the usual one of a trace, or of texts
    std::string consistency = "textual";
    std::optional<double> scale;
    double delta = 0.1;
    double epsilon = 0.05;
    std::string pValue = "hoeffding-bentkus";
    std::string procedure = "fixed-sequence";
    std::int64_t starts = 1;
    std::optional<double> share;
    std::uint64_t seed = 1;
    std::int64_t splits = 0;
    std::filesystem::path store;
    std::string name;
    bool isList = false;
};

/// All but the settings. Throws InputError for names that there are not, and for --starts and --splits that make no sense.
calibration::TestRequest termsOf(const CalibrateOptions& options, double usualShare);

} // namespace exitscope::cli
