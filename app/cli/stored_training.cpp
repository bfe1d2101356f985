#include "app/cli/stored_training.h"

#include <CLI/CLI.hpp>

namespace exitscope::cli {

void addStoredTrainingOptions(CLI::App* command, StoredTrainingOptions& options)
{
    command->add_option("--store", options.store, "Keep it with its learning curve in this run store, while it goes on")
        ->type_name("RUNS.db");
    command->add_option("--name", options.name, "Its name in the store; else that of the output folder");
}

} // namespace exitscope::cli
